package org.sluicemta.store.suppression;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/** A binary format of entries, for files that only this process reads. */
final class EntryStreams {
    private EntryStreams() {}

    static void write(DataOutputStream out, SortedEntry sorted) throws IOException {
        Suppression entry = sorted.entry();
        out.writeLong(sorted.place());
        out.writeUTF(entry.target());
        out.writeUTF(SuppressionColumns.tenant(entry.scope()));
        out.writeUTF(SuppressionColumns.stream(entry.scope()));
        out.writeByte(entry.reason().ordinal());
        out.writeUTF(entry.source());
        writeMaybe(out, entry.evidence());
        out.writeUTF(entry.by());
        out.writeUTF(entry.created().toString());
        Instant expires = entry.expires();
        writeMaybe(out, expires == null ? null : expires.toString());
    }

    static SortedEntry read(DataInputStream in) throws IOException {
        long place = in.readLong();
        String target = in.readUTF();
        SuppressionScope scope = SuppressionColumns.scope(in.readUTF(), in.readUTF());
        SuppressionReason reason = SuppressionReason.values()[in.readByte()];
        String source = in.readUTF();
        String evidence = readMaybe(in);
        String by = in.readUTF();
        Instant created = Instant.parse(in.readUTF());
        String expires = readMaybe(in);
        return new SortedEntry(
                new Suppression(
                        target,
                        scope,
                        reason,
                        source,
                        evidence,
                        by,
                        created,
                        expires == null ? null : Instant.parse(expires)),
                place);
    }

    private static void writeMaybe(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readMaybe(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
