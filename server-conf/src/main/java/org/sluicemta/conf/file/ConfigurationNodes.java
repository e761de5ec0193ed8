package org.sluicemta.conf.file;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.conf.xml.XmlElement;

/** Turns an element into what James is configured with. */
final class ConfigurationNodes {
    private ConfigurationNodes() {}

    /**
     * As James's own reader of XML files would have it, but without its second filling in of {@code ${…}}: that could
     * read files and run scripts, and the environment is filled in already.
     */
    static HierarchicalConfiguration<ImmutableNode> of(XmlElement root) {
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        configuration.setInterpolator(null);
        configuration.getNodeModel().setRootNode(node(root));
        return configuration;
    }

    private static ImmutableNode node(XmlElement element) {
        ImmutableNode.Builder builder =
                new ImmutableNode.Builder().name(element.name()).addAttributes(element.attributes());
        if (!element.text().isEmpty()) {
            builder.value(element.text());
        }
        element.children().forEach(child -> builder.addChild(node(child)));
        return builder.create();
    }
}
