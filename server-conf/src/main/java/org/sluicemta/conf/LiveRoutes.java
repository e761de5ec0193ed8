package org.sluicemta.conf;

import org.sluicemta.config.ConfigurationException;
import org.sluicemta.egress.EgressPlan;

/** The running route files. Implemented in the assembly, which has what runs them. */
public interface LiveRoutes {
    /** No routes run and none are reloaded. */
    LiveRoutes NONE = plan -> new Prepared() {
        @Override
        public void takeOver() {
            // There are none.
        }

        @Override
        public void close() {
            // There are none.
        }
    };

    /**
     * Reads the files again and creates their routes without starting any.
     *
     * @param plan that will be in force with them
     * @throws ConfigurationException with every problem
     */
    Prepared prepare(EgressPlan plan) throws ConfigurationException;

    /** New routes, ready to start. */
    interface Prepared extends AutoCloseable {
        /**
         * Starts them.
         *
         * @throws ConfigurationException when one can't be started; the old ones then stay in force
         */
        void takeOver() throws ConfigurationException;

        /** Discards them, unless they are in force. */
        @Override
        void close();
    }
}
