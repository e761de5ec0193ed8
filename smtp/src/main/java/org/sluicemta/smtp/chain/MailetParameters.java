package org.sluicemta.smtp.chain;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.chain.Parameter;

/** Turns the element of a mailet into what James's mailets take their parameters from. */
final class MailetParameters {
    private MailetParameters() {}

    /**
     * As James's own reader of XML files would have it, but without its second filling in of {@code ${…}}: that could
     * read files and run scripts, and the environment is filled in already.
     */
    static HierarchicalConfiguration<ImmutableNode> of(Parameter element) {
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        configuration.setInterpolator(null);
        configuration.getNodeModel().setRootNode(node(element));
        return configuration;
    }

    private static ImmutableNode node(Parameter element) {
        ImmutableNode.Builder builder =
                new ImmutableNode.Builder().name(element.name()).addAttributes(element.attributes());
        if (!element.text().isEmpty()) {
            builder.value(element.text());
        }
        element.children().forEach(child -> builder.addChild(node(child)));
        return builder.create();
    }
}
