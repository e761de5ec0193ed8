package org.sluicemta.smtp.chain;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.chain.Parameter;

/** Converts a mailet's element to the form James's mailets read their parameters from. */
final class InitParameters {
    private InitParameters() {}

    /**
     * As James's own XML reader would, but without its second expansion of {@code ${…}}. That could read files and run
     * scripts, and environment variables are already expanded.
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
