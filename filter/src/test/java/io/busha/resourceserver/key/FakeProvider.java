package io.busha.resourceserver.key;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.KeySpec;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A security provider that computes like the JDK and then reports what the test wants. The test may change that at any time. */
@SuppressWarnings("serial") // never serialized
public final class FakeProvider extends Provider {

    static final String NAME = "Fake";

    /** Returns how many signatures it was asked to verify. */
    final AtomicInteger asked = new AtomicInteger();

    private volatile Answer answer = right -> right;
    private volatile Translation translation = key -> key;

    /** Sets what it reports for a signature, given the correct result. */
    interface Answer {
        boolean to(boolean right) throws SignatureException;
    }

    /** Sets which key it uses instead of the given one. */
    interface Translation {
        Key of(Key key) throws InvalidKeyException;
    }

    public FakeProvider() {
        super(NAME, "1", "computes as the JDK does, and then says what the test wants");
        offer("Signature", "SHA256withRSA", FakeSignature::new);
        offer("KeyFactory", "RSA", FakeKeyFactory::new);
    }

    private void offer(String type, String algorithm, Supplier<Object> made) {
        putService(new Service(this, type, algorithm, NAME, null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return made.get();
            }
        });
    }

    FakeProvider without(String type, String algorithm) {
        removeService(getService(type, algorithm));
        return this;
    }

    FakeProvider saying(Answer other) {
        this.answer = other;
        return this;
    }

    FakeProvider translating(Translation other) {
        this.translation = other;
        return this;
    }

    private final class FakeSignature extends SignatureSpi {

        private final Signature right;

        FakeSignature() {
            try {
                this.right = Signature.getInstance("SHA256withRSA", Rs256.jdk("SunRsaSign"));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            right.initVerify(key);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            right.update(b);
        }

        @Override
        protected void engineUpdate(byte[] text, int from, int length) throws SignatureException {
            right.update(text, from, length);
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            asked.incrementAndGet();
            return answer.to(right.verify(signature));
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            throw new InvalidKeyException("it only verifies");
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            throw new SignatureException("it only verifies");
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new InvalidParameterException("it has none");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException("it has none");
        }
    }

    private final class FakeKeyFactory extends KeyFactorySpi {

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            try {
                return translation.of(
                        KeyFactory.getInstance("RSA", Rs256.jdk("SunRsaSign")).translateKey(key));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) {
            throw new UnsupportedOperationException("it only translates");
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) {
            throw new UnsupportedOperationException("it only translates");
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) {
            throw new UnsupportedOperationException("it only translates");
        }
    }
}
