package org.sluicemta.conf;

import org.sluicemta.config.ConfigurationException;
import org.sluicemta.egress.EgressPlan;

/** The route files as they run. Answered by the assembly, which has what runs them. */
public interface LiveRoutes {
    /** Nothing runs, and nothing is reloaded. */
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
     * Reads the files anew and makes their routes, without starting any.
     *
     * @param plan that will be in force with them
     * @throws ConfigurationException with everything that is wrong with them
     */
    Prepared prepare(EgressPlan plan) throws ConfigurationException;

    /** Routes that are ready. */
    interface Prepared extends AutoCloseable {
        /**
         * Puts them in force.
         *
         * @throws ConfigurationException when one cannot be started; then the old ones are in force as before
         */
        void takeOver() throws ConfigurationException;

        /** Gives them up, unless they are in force. */
        @Override
        void close();
    }
}
