package org.sluicemta.console.jmx;

import org.jspecify.annotations.Nullable;

/**
 * What a source may send on a day.
 *
 * @param day ISO 8601
 * @param messages allowed in 24 hours, or null without a limit
 */
public record WarmUpDayRow(String day, @Nullable Long messages) {}
