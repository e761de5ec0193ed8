package org.sluicemta.assembly;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The house of the design: arrows between rooms point one way, and libraries stay in the rooms they belong to. */
@AnalyzeClasses(packages = "org.sluicemta", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseArchTest {
    private static final String IDN = "org.sluicemta.idn..";
    private static final String KEYS = "org.sluicemta.keys..";
    private static final String STORE = "org.sluicemta.store..";
    private static final String SMTP = "org.sluicemta.smtp..";
    private static final String MAILETS = "org.sluicemta.mailets..";
    private static final String MATCHERS = "org.sluicemta.matchers..";
    private static final String BOUNCE = "org.sluicemta.bounce..";
    private static final String GATEWAY = "org.sluicemta.gateway..";
    private static final String CONF = "org.sluicemta.conf..";
    private static final String QUEUE = "org.sluicemta.queue..";
    private static final String DELIVERY = "org.sluicemta.delivery..";
    private static final String ROUTES = "org.sluicemta.routes..";
    private static final String CONSOLE = "org.sluicemta.console..";
    private static final String TESTING = "org.sluicemta.testing..";
    private static final String BENCH = "org.sluicemta.bench..";
    private static final String ASSEMBLY = "org.sluicemta.assembly..";
    private static final String DEMO = "org.sluicemta.demo..";

    private static final Set<String> ROOMS = Set.of(
            IDN, KEYS, STORE, SMTP, MAILETS, MATCHERS, BOUNCE, GATEWAY, CONF, QUEUE, DELIVERY, ROUTES, CONSOLE, TESTING,
            BENCH, ASSEMBLY, DEMO);

    private static final DescribedPredicate<JavaClass> CORE = resideInAnyPackage("org.sluicemta..")
            .and(not(resideInAnyPackage(ROOMS.toArray(String[]::new))))
            .as("core");

    /** Words and ports: whoever reads it needs to know nothing but Java. */
    @ArchTest
    static final ArchRule CORE_IS_JDK_ONLY = classes()
            .that(CORE)
            .should()
            .onlyDependOnClassesThat(
                    CORE.or(resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations..")));

    @ArchTest
    static final ArchRule IDN_STANDS_ON_CORE = stands(IDN);

    @ArchTest
    static final ArchRule KEYS_STAND_ON_CORE = stands(KEYS);

    @ArchTest
    static final ArchRule STORE_STANDS_ON_KEYS = stands(STORE, KEYS);

    @ArchTest
    static final ArchRule SMTP_STANDS_ON_KEYS = stands(SMTP, KEYS);

    @ArchTest
    static final ArchRule MAILETS_STAND_ON_CORE = stands(MAILETS);

    @ArchTest
    static final ArchRule MATCHERS_STAND_ON_CORE = stands(MATCHERS);

    @ArchTest
    static final ArchRule BOUNCE_PROCESSOR_STANDS_ON_CORE = stands(BOUNCE);

    @ArchTest
    static final ArchRule GATEWAY_STANDS_ON_KEYS = stands(GATEWAY, KEYS);

    @ArchTest
    static final ArchRule SERVER_CONF_STANDS_ON_CORE = stands(CONF);

    @ArchTest
    static final ArchRule QUEUE_STANDS_ON_CORE = stands(QUEUE);

    @ArchTest
    static final ArchRule DELIVERY_STANDS_ON_QUEUE_GATEWAY_AND_BOUNCE_PROCESSOR =
            stands(DELIVERY, QUEUE, GATEWAY, BOUNCE);

    @ArchTest
    static final ArchRule ROUTES_STAND_ON_QUEUE = stands(ROUTES, QUEUE);

    @ArchTest
    static final ArchRule CONSOLE_KNOWS_NO_FRONT_DOOR =
            stands(CONSOLE, KEYS, STORE, CONF, BOUNCE, GATEWAY, QUEUE, DELIVERY, ROUTES);

    /** A crash between making a file and writing it would leave an empty key. */
    @ArchTest
    static final ArchRule KEYS_ARE_WRITTEN_BY_THE_ONE_WRITER = noClasses()
            .that()
            .resideInAnyPackage(KEYS, STORE)
            .should()
            .callMethodWhere(target(owner(assignableTo(Files.class))).and(target(nameMatching("write.*|createFile"))));

    @ArchTest
    static final ArchRule DATABASES_STAY_IN_STORE = noClasses()
            .that()
            .resideOutsideOfPackage(STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.apache.derby..");

    /** How things are written down and read, without deciding what they mean. */
    private static final Set<String> FORMATS =
            Set.of("CsvEntryLines", "EntryFields", "SuppressionExport", "ReportJson", "ValueTypes", "Nearest");

    /** What has no life of its own: it is passed on, shown, or thrown. */
    private static final DescribedPredicate<JavaClass> VALUES = DescribedPredicate.describe(
            "values",
            type -> type.isRecord()
                    || type.isEnum()
                    || type.isInterface()
                    || type.isAssignableTo(Throwable.class)
                    || FORMATS.contains(type.getSimpleName()));

    /**
     * Each operation is written once, in operation, and its faces translate: what opens a store, a key, a file of the
     * configuration or a message, or works with them, is out of their reach. Without a server the command line puts the
     * operations together itself, and looks for the server.
     */
    @ArchTest
    static final ArchRule FACES_DECIDE_NOTHING = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.sluicemta.console.api..",
                    "org.sluicemta.console.cli..",
                    "org.sluicemta.console.jmx..",
                    "org.sluicemta.console.unsubscribe..")
            .and(not(nameMatching(".*\\.(StoredState|StoredHistory|ServerPlace|Configurations)")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(STORE, KEYS, CONF, BOUNCE, GATEWAY, QUEUE, DELIVERY, ROUTES)
                    .and(not(VALUES)));

    @ArchTest
    static final ArchRule NO_ROOM_USES_THE_FAKES = noClasses()
            .that()
            .resideOutsideOfPackages(TESTING, BENCH, DEMO)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTING);

    @ArchTest
    static final ArchRule CAMEL_STAYS_IN_ROUTES = noClasses()
            .that()
            .resideOutsideOfPackages(ROUTES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule ARTEMIS_STAYS_IN_QUEUE_AND_DELIVERY = noClasses()
            .that()
            .resideOutsideOfPackages(QUEUE, DELIVERY, TESTING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.activemq..", "org.apache.artemis..");

    @ArchTest
    static final ArchRule JAMES_STAYS_IN_THE_CHAIN = noClasses()
            .that()
            .resideOutsideOfPackages(SMTP, MAILETS, MATCHERS, ASSEMBLY, BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.james.server..", "org.apache.james.mailetcontainer..", "org.apache.mailet..");

    /** The front door is ours: docs/adr/0026-james-for-the-chain-not-the-door.md. */
    @ArchTest
    static final ArchRule NOBODY_USES_JAMES_SMTP_SERVER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.james.smtpserver..", "org.apache.james.protocols..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLES =
            slices().matching("(org.sluicemta..)").should().beFreeOfCycles();

    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "common", "helper", "helpers", "manager", "impl");

    @ArchTest
    static void everyPackageSaysWhatItIsFor(JavaClasses classes) {
        List<String> silent = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertThat(silent)
                .as("packages without a package-info that is @NullMarked")
                .isEmpty();
    }

    @ArchTest
    static void noPackageHasAnEmptyName(JavaClasses classes) {
        List<String> empty = classes.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> List.of(name.split("\\.")).stream().anyMatch(EMPTY_WORDS::contains))
                .sorted()
                .toList();
        assertThat(empty).isEmpty();
    }

    /** The room depends on core and on these rooms, and on no other of ours. */
    private static ArchRule stands(String room, String... below) {
        Set<String> allowed = Set.of(below);
        String[] others = ROOMS.stream()
                .filter(other -> !other.equals(room) && !allowed.contains(other))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
