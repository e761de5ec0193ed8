package org.sluicemta.gateway.pace;

import org.sluicemta.response.ResponseAction;

/**
 * What a reply leads to for the source it was given to.
 *
 * @param why the rule that says so, or the class if no rule does
 */
public record Reaction(ResponseAction action, String why) {}
