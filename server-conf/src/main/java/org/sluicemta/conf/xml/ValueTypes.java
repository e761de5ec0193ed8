package org.sluicemta.conf.xml;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluicemta.config.Label;
import org.sluicemta.config.ShortName;
import org.sluicemta.mail.DomainName;
import org.sluicemta.network.IpRange;

/** The types of values in configuration files. */
public final class ValueTypes {
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(ms|s|m|h|d))+");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(KiB|MiB|GiB|)");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public static final ValueType<String> TEXT = new ValueType<>("text", Function.identity());
    public static final ValueType<String> NAME = new ValueType<>(
            "1 to 40 lower-case letters, digits, hyphens or underscores",
            check(ShortName::isShortName),
            Form.pattern("name", "[a-z0-9_\\-]{1,40}"));
    public static final ValueType<Duration> DURATION_TIME = new ValueType<>(
            "a time such as 500ms, 30s, 5m, 2h30m or 5d",
            ValueTypes::duration,
            Form.pattern("time", "([0-9]{1,9}(ms|s|m|h|d))+"));
    public static final ValueType<List<Duration>> DURATIONS = new ValueType<>(
            "times such as 5m 15m 1h, separated by spaces",
            ValueTypes::durations,
            DURATION_TIME.form().several());
    public static final ValueType<Long> SIZE_BYTES = new ValueType<>(
            "a size such as 65536, 512KiB, 20MiB or 1GiB",
            ValueTypes::size,
            Form.pattern("size", "[0-9]{1,12}(KiB|MiB|GiB)?"));
    public static final ValueType<LocalDate> DATE = new ValueType<>(
            "a date such as 2026-12-01", ValueTypes::date, Form.pattern("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"));
    public static final ValueType<Boolean> BOOLEAN =
            new ValueType<>("true or false", ValueTypes::bool, new Form("truth", "", List.of("true", "false")));
    public static final ValueType<String> DOMAIN = new ValueType<>(
            "a domain name such as mail.example.org",
            ValueTypes::domain,
            Form.pattern("domain", "[\\p{L}\\p{N}_]([\\p{L}\\p{M}\\p{N}_.\\-]*[\\p{L}\\p{M}\\p{N}_])?"));
    public static final ValueType<String> HOST = new ValueType<>(
            "a host name or an address", text -> isAddress(text) ? text.toLowerCase(Locale.ROOT) : domain(text));
    public static final ValueType<InetAddress> ADDRESS =
            new ValueType<>("an IP address such as 192.0.2.10 or 2001:db8::10", ValueTypes::address);
    public static final ValueType<IpRange> NETWORK = new ValueType<>(
            "an address or a network such as 192.0.2.0/24 or 2001:db8::/32",
            IpRange::parse,
            Form.pattern("network", "[0-9A-Fa-f:.]+(/[0-9]{1,3})?"));
    public static final ValueType<List<IpRange>> NETWORKS = listOf(NETWORK);

    private ValueTypes() {}

    public static ValueType<Integer> integer(int least, int most) {
        return new ValueType<>(
                "a whole number from " + least + " to " + most,
                text -> {
                    int value = Integer.parseInt(text);
                    require(value >= least && value <= most);
                    return value;
                },
                Form.pattern("number", "[0-9]{1,10}"));
    }

    /** Not negative, finite. */
    public static ValueType<Double> decimal() {
        return new ValueType<>(
                "a number, 0 or more",
                text -> {
                    double value = Double.parseDouble(text);
                    require(value >= 0 && Double.isFinite(value));
                    return value;
                },
                Form.pattern("decimal", "[0-9]+(\\.[0-9]+)?"));
    }

    /** Constants of an enum, written in lower case with hyphens. */
    public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        List<String> labels = constants.stream().map(Label::of).toList();
        return new ValueType<>(
                "one of " + String.join(", ", labels),
                text -> {
                    int index = labels.indexOf(text);
                    require(index >= 0);
                    return constants.get(index);
                },
                new Form(kebab(type.getSimpleName()), "", labels));
    }

    private static String kebab(String className) {
        return className.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** One of these words, ignoring case; the value is the word as listed. */
    public static ValueType<String> word(String... words) {
        List<String> all = List.of(words);
        return new ValueType<>(
                "one of " + String.join(", ", all),
                text -> all.stream()
                        .filter(word -> word.equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)));
    }

    /** A value of that type, as it would be written. */
    static String show(ValueType<?> type, Object value) {
        return type.form().equals(SIZE_BYTES.form()) && value instanceof Long octets ? size(octets) : show(value);
    }

    private static String size(long octets) {
        if (octets != 0 && octets % (1L << 20) == 0) {
            return (octets >> 20) + "MiB";
        }
        return octets != 0 && octets % (1L << 10) == 0 ? (octets >> 10) + "KiB" : Long.toString(octets);
    }

    /** A value as it would be written. */
    public static String show(Object value) {
        return switch (value) {
            case Duration time -> show(time);
            case Enum<?> constant -> Label.of(constant);
            case Double number -> number.toString().replaceFirst("\\.0$", "");
            case InetSocketAddress bound -> bound.getHostString() + ":" + bound.getPort();
            case Collection<?> several -> several.stream().map(ValueTypes::show).collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }

    private static String show(Duration time) {
        if (time.isPositive() && time.equals(Duration.ofDays(time.toDays()))) {
            return time.toDays() + "d";
        }
        String text = time.toString().toLowerCase(Locale.ROOT).replaceFirst("^pt", "");
        return time.getNano() == 0 ? text : time.toMillis() + "ms";
    }

    /** Several values separated by spaces or commas. */
    public static <T> ValueType<List<T>> listOf(ValueType<T> one) {
        return new ValueType<>(
                one.description() + " (several are separated by spaces)",
                text -> Arrays.stream(text.split("[\\s,]+"))
                        .filter(part -> !part.isEmpty())
                        .map(one.parse())
                        .toList(),
                one.form().several());
    }

    /** A literal IPv4 or IPv6 address; never asks DNS. */
    public static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
    }

    private static InetAddress address(String text) {
        require(isAddress(text));
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Duration duration(String text) {
        require(DURATION.matcher(text).matches());
        Duration sum = Duration.ZERO;
        Matcher part = DURATION_PART.matcher(text);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        return sum;
    }

    private static List<Duration> durations(String text) {
        List<Duration> all = Arrays.stream(text.split("[\\s,]+"))
                .filter(part -> !part.isEmpty())
                .map(ValueTypes::duration)
                .toList();
        require(!all.isEmpty() && all.stream().allMatch(Duration::isPositive));
        return all;
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        require(matcher.matches());
        int shift = switch (matcher.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
    }

    private static boolean bool(String text) {
        require(text.equals("true") || text.equals("false"));
        return text.equals("true");
    }

    private static Function<String, String> check(Predicate<String> rule) {
        return text -> {
            require(rule.test(text));
            return text;
        };
    }

    /** As A-labels in lower case, the form in which names are compared everywhere. RFC 5890 section 2.3.2.1. */
    private static String domain(String text) {
        String name = DomainName.ascii(text).orElse("");
        require(DomainName.isWellFormed(name) && !text.endsWith("."));
        return name;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("not in the expected form");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
