package io.dm4j.tls;

import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;

/**
 * Factories that hand out the one manager they were given. Made by hand because the way over a PKCS#12 key store
 * stretches a password nobody has, and because {@code KeyCertOptions.wrap(X509KeyManager)} needs slf4j.
 */
final class Factories {
    private static final Provider PROVIDER = Security.getProviders()[0];

    private Factories() {}

    static KeyManagerFactory of(KeyManager manager) {
        KeyManagerFactory factory = new KeyManagerFactory(new Keys(manager), PROVIDER, "dm4j") {};
        try {
            factory.init(null, null);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    static TrustManagerFactory of(TrustManager manager) {
        TrustManagerFactory factory = new TrustManagerFactory(new Trust(manager), PROVIDER, "dm4j") {};
        try {
            factory.init((KeyStore) null);
        } catch (java.security.KeyStoreException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    private static final class Keys extends KeyManagerFactorySpi {
        private final KeyManager manager;

        Keys(KeyManager manager) {
            this.manager = manager;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password) {
            // The manager came ready.
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // The manager came ready.
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {manager};
        }
    }

    private static final class Trust extends TrustManagerFactorySpi {
        private final TrustManager manager;

        Trust(TrustManager manager) {
            this.manager = manager;
        }

        @Override
        protected void engineInit(KeyStore store) {
            // The manager came ready.
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // The manager came ready.
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[] {manager};
        }
    }
}
