package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.testing.smtp.SmtpClient;

/** mailetcontainer.xml as James has it, with its stock mailets and matchers. */
class MailetChainIT {
    private static final byte[] MESSAGE = "Subject: x\r\nX-Spam: yes\r\n\r\nbody\r\n".getBytes(US_ASCII);
    private static final String STAGE = "<mailet match='All' class='org.sluicemta.smtp.StageMail'/>";

    @TempDir
    Path home;

    @Test
    void splitsByRecipientAndCommitsBothHalvesTogether() throws Exception {
        List<RecordingHandOff.Taken> taken = deliver("<processor state='root'>"
                + "<mailet match='RecipientIs=b@y.example' class='SetMimeHeader'><name>X-Half</name><value>b</value></mailet>"
                + STAGE + "</processor>");
        assertThat(taken).hasSize(2);
        for (RecordingHandOff.Taken half : taken) {
            boolean forB =
                    half.envelope().recipients().get(0).address().localPart().equals("b");
            assertThat(half.text().contains("X-Half: b")).isEqualTo(forB);
            assertThat(half.body()).isEqualTo("body\r\n");
        }
    }

    @Test
    void followsToProcessorAndDropsWithNull() throws Exception {
        List<RecordingHandOff.Taken> taken = deliver("<processor state='root'>"
                + "<mailet match='RecipientIs=b@y.example' class='Null'/>"
                + "<mailet match='All' class='ToProcessor'><processor>out</processor></mailet></processor>"
                + "<processor state='out'>" + STAGE + "</processor>");
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).envelope().recipients())
                .extracting(one -> one.address().localPart())
                .containsExactly("c");
    }

    @Test
    void knowsNotmatchAndCompositeMatchers() throws Exception {
        List<RecordingHandOff.Taken> taken = deliver("<processor state='root'>"
                + "<matcher name='spam-for-b' match='And'><matcher match='HasHeader=X-Spam'/>"
                + "<matcher match='RecipientIs=b@y.example'/></matcher>"
                + "<mailet match='spam-for-b' class='Null'/>"
                + "<mailet notmatch='HasHeader=X-Absent' class='SetMimeHeader'><name>X-Seen</name><value>1</value></mailet>"
                + STAGE + "</processor>");
        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).text()).contains("X-Seen: 1");
    }

    @Test
    void goesWhereOnMailetExceptionSays() throws Exception {
        List<RecordingHandOff.Taken> taken = deliver("<processor state='root'>"
                + "<mailet match='All' class='org.sluicemta.smtp.RefuseMail'><how>error</how>"
                + "<onMailetException>error</onMailetException></mailet></processor>"
                + "<processor state='error'>" + STAGE + "</processor>");
        assertThat(taken).hasSize(1);
    }

    @Test
    void commitsWhatAMailetSendsWithTheMailItself() throws Exception {
        List<RecordingHandOff.Taken> taken = deliver("<processor state='root'>"
                + "<mailet match='SentByMailet' class='ToProcessor'><processor>out</processor></mailet>"
                + "<mailet match='All' class='Forward'><forwardTo>copy@z.example</forwardTo><passThrough>true</passThrough></mailet>"
                + "<mailet match='All' class='ToProcessor'><processor>out</processor></mailet></processor>"
                + "<processor state='out'>" + STAGE + "</processor>");
        assertThat(taken).hasSize(2);
        assertThat(taken)
                .extracting(one -> one.envelope().recipients().get(0).address().toString())
                .contains("copy@z.example");
        assertThat(taken.get(0).envelope().id())
                .isNotEqualTo(taken.get(1).envelope().id());
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        ConfigurationException problems = catchThrowableOfType(
                ConfigurationException.class,
                () -> deliver("<processor state='root'><mailet match='NoSuchMatcher' class='NoSuchMailet'/>"
                        + "<mailet match='All' class='NoSuchMailetEither'/></processor>"));
        assertThat(problems.problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.where()).isEqualTo("mailetcontainer.xml:1"));
        assertThat(problems).hasMessageContaining("NoSuchMatcher").hasMessageContaining("NoSuchMailet");
    }

    private List<RecordingHandOff.Taken> deliver(String processors) throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", "<processors>" + processors + "</processors>");
                SmtpClient client = server.greeted()) {
            assertThat(client.deliver("a@x.example", List.of("b@y.example", "c@y.example"), MESSAGE)
                            .code())
                    .isEqualTo(250);
            assertThat(server.handOff.commits.total()).isLessThanOrEqualTo(1);
            return server.handOff.taken.all();
        }
    }
}
