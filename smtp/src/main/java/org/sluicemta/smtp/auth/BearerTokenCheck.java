package org.sluicemta.smtp.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluicemta.listener.TokenSettings;

/**
 * Checks tokens: JWTs (RFC 7519) signed by the issuer (RFC 7515), as RFC 9068 and RFC 8725 require. Blocks while
 * fetching keys. Thread-safe.
 */
public final class BearerTokenCheck {
    private static final Duration KEEP_KEYS = Duration.ofMinutes(5);
    /** How long the last known keys remain usable when the issuer doesn't answer. */
    private static final Duration BRIDGE_OUTAGES = Duration.ofHours(1);

    private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(30);
    private static final Duration FETCH_WITHIN = Duration.ofSeconds(5);
    private static final int LARGEST_KEY_SET = 256 * 1024;

    private final TokenSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public BearerTokenCheck(TokenSettings settings, InstantSource clock) {
        this.settings = settings;
        Set<JWSAlgorithm> algorithms =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        // RFC 9068 section 2.1; older issuers write JWT or nothing.
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new HashSet<>(Arrays.asList(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null))));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, source(settings.keys())));
        processor.setJWTClaimsSetVerifier(claims(settings, clock));
    }

    private static JWKSource<SecurityContext> source(TokenSettings.KeySet keys) {
        return switch (keys) {
            case TokenSettings.KeySet.InFile inFile -> new KeySetFile(inFile.file());
            case TokenSettings.KeySet.AtUrl atUrl -> fetched(atUrl);
        };
    }

    private static JWKSource<SecurityContext> fetched(TokenSettings.KeySet.AtUrl keys) {
        int patience = (int) FETCH_WITHIN.toMillis();
        try {
            return JWKSourceBuilder.create(
                            keys.url().toURL(), new DefaultResourceRetriever(patience, patience, LARGEST_KEY_SET))
                    .cache(KEEP_KEYS.toMillis(), FETCH_WITHIN.multipliedBy(3).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
                    .outageTolerant(BRIDGE_OUTAGES.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no URL of a key set: " + keys.url(), e);
        }
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(TokenSettings settings, InstantSource clock) {
        JWTClaimsSet exactly =
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
        Set<String> needed = new HashSet<>(Set.of("exp", settings.claim()));
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(settings.audiences(), exactly, needed, Set.of()) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) settings.leeway().toSeconds());
        return verifier;
    }

    /** What the listener requires. */
    public TokenSettings settings() {
        return settings;
    }

    public TokenVerdict check(String token) {
        try {
            return judge(processor.process(token, null));
        } catch (ParseException | BadJOSEException e) {
            return new TokenVerdict.Bad("invalid_token", String.valueOf(e.getMessage()));
        } catch (KeySourceException e) {
            return new TokenVerdict.Unknown(String.valueOf(e.getMessage()));
        } catch (JOSEException e) {
            return new TokenVerdict.Bad("invalid_token", String.valueOf(e.getMessage()));
        }
    }

    private TokenVerdict judge(JWTClaimsSet claims) throws ParseException {
        String name = claims.getStringClaim(settings.claim());
        if (name == null || name.isEmpty()) {
            return new TokenVerdict.Bad("invalid_token", "the claim " + settings.claim() + " is empty");
        }
        Object verified = claims.getClaim("email_verified");
        boolean unverified = verified != null && !verified.equals(true) && !verified.equals("true");
        if (settings.claim().equals("email") && unverified) {
            return new TokenVerdict.Bad("invalid_token", "the issuer has not verified the address");
        }
        if (settings.scope().isPresent()
                && !scopes(claims).contains(settings.scope().get())) {
            return new TokenVerdict.Bad(
                    "insufficient_scope", "the scope " + settings.scope().get() + " is missing");
        }
        return new TokenVerdict.Good(name);
    }

    /** RFC 8693 section 4.2: words in one string; some issuers write a list, or call it scp. */
    private static List<String> scopes(JWTClaimsSet claims) throws ParseException {
        String claim = claims.getClaim("scope") == null ? "scp" : "scope";
        if (claims.getClaim(claim) instanceof String text) {
            return List.of(text.split(" +"));
        }
        List<String> listed = claims.getStringListClaim(claim);
        return listed == null ? List.of() : listed;
    }
}
