/**
 * What a reply means: reply classes in an operator's words, and the table of rules that assigns them. Delivery and the
 * bounce processor share one {@link org.sluicemta.response.ResponseTable}; {@link org.sluicemta.response.RuleTable} is
 * the one responses.xml fills. Rules match words in linear time. If no rule matches, the codes decide (RFC 3463, RFC
 * 5321, RFC 7372, RFC 7504, RFC 7505). {@link org.sluicemta.response.RuleReview} finds rules that don't work.
 */
@NullMarked
package org.sluicemta.response;

import org.jspecify.annotations.NullMarked;
