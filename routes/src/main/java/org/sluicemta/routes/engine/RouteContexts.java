package org.sluicemta.routes.engine;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ManagementStatisticsLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.routes.endpoint.RouteServices;
import org.sluicemta.routes.endpoint.SluiceComponent;
import org.sluicemta.routes.split.AcceptedMail;

/** Creates the Camel contexts into which route files are loaded: one for each load, replaced as a whole by a reload. */
final class RouteContexts {
    /** How long exchanges in progress may take when routes stop. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(2);

    private RouteContexts() {}

    /** For a check; without JMX beans. */
    static DefaultCamelContext create(EgressPlan plan, Supplier<RouteServices> services) {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.disableJMX();
        prepare(camel, plan, services);
        return camel;
    }

    /**
     * Not started.
     *
     * @param name of its JMX beans
     */
    static DefaultCamelContext create(String name, EgressPlan plan, Supplier<RouteServices> services) {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName(name);
        // A stop-watch around every step of every message costs more than the steps; routes keep theirs.
        camel.getManagementStrategy().getManagementAgent().setStatisticsLevel(ManagementStatisticsLevel.RoutesOnly);
        prepare(camel, plan, services);
        return camel;
    }

    private static void prepare(DefaultCamelContext camel, EgressPlan plan, Supplier<RouteServices> services) {
        camel.setStreamCaching(false);
        camel.setMessageHistory(false);
        camel.setUseMDCLogging(false);
        camel.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(STOP_BOUND.toMillis());
        camel.getCamelContextExtension().setErrorHandlerFactory(errorHandler());
        camel.addComponent(SluiceComponent.SCHEME, new SluiceComponent(plan, services));
        converters(camel.getTypeConverterRegistry());
    }

    /**
     * A failure goes straight back to whoever started the exchange: the client gets 451 and keeps its message, an event
     * is retried. They log it, so Camel doesn't have to, with a page of stack trace each time.
     */
    private static DefaultErrorHandlerDefinition errorHandler() {
        RedeliveryPolicyDefinition policy = new RedeliveryPolicyDefinition();
        policy.maximumRedeliveries(0).logExhaustedMessageHistory(false).logStackTrace(false);
        DefaultErrorHandlerDefinition handler = new DefaultErrorHandlerDefinition();
        handler.setRedeliveryPolicy(policy);
        handler.setLevel(LoggingLevel.OFF.name());
        return handler;
    }

    /** Converters for Camel's own endpoints. There is none to text, so a log line shows the id. */
    private static void converters(TypeConverterRegistry converters) {
        content(converters, AcceptedMail.class, mail -> mail.envelope().content());
        content(converters, ReturnedMail.class, ReturnedMail::content);
    }

    private static <M> void content(
            TypeConverterRegistry converters, Class<M> mail, Function<M, MessageContent> content) {
        converters.addTypeConverter(
                InputStream.class,
                mail,
                new SimpleTypeConverter(
                        false,
                        (type, exchange, value) ->
                                content.apply(mail.cast(value)).open()));
        converters.addTypeConverter(
                byte[].class,
                mail,
                new SimpleTypeConverter(false, (type, exchange, value) -> octets(content.apply(mail.cast(value)))));
    }

    private static byte[] octets(MessageContent content) throws IOException {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        }
    }
}
