package org.sluicemta.smtp.policy;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Locale;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.admission.Pressure;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.settings.DoorSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.tenant.TenantDirectory;

/** What all listeners hold their clients to. */
@Singleton
public final class DoorRules {
    private final DoorSettings settings;
    private final LimitGate gate;
    private final LoginBans bans;
    private final RefusalLog refusals;
    private final Pressure pressure;
    private final DiskRoom room;
    private final SuppressionCheck suppressions;
    private final String repeatField;

    @Inject
    public DoorRules(
            ServerSettings settings,
            TenantDirectory tenants,
            DailyUse daily,
            Pressure pressure,
            DiskRoom room,
            SuppressionCheck suppressions) {
        this.settings = settings.door();
        this.gate = new LimitGate(this.settings.limits(), tenants, daily);
        this.bans = new LoginBans(
                this.settings.limits().logins(), this.settings.limits().ipv6Network(), Ticker.systemTicker());
        this.refusals = new RefusalLog(this.settings.limits().ipv6Network(), Ticker.systemTicker());
        this.pressure = pressure;
        this.room = room;
        this.suppressions = suppressions;
        this.repeatField = this.settings.repeatHeader().toLowerCase(Locale.ROOT);
    }

    public DoorSettings settings() {
        return settings;
    }

    public LimitGate gate() {
        return gate;
    }

    public LoginBans bans() {
        return bans;
    }

    public RefusalLog refusals() {
        return refusals;
    }

    public Pressure pressure() {
        return pressure;
    }

    /** On the disk that messages are written to. */
    public DiskRoom room() {
        return room;
    }

    public SuppressionCheck suppressions() {
        return suppressions;
    }

    /** Name of the field that marks a message, in lower case. */
    public String repeatField() {
        return repeatField;
    }
}
