package dev.thaw.engine.docker

import static dev.thaw.engine.EngineException.Fault.DENIED
import static dev.thaw.engine.EngineException.Fault.UNREACHABLE
import static dev.thaw.engine.EngineException.Fault.UNSUPPORTED

import dev.thaw.engine.EngineException
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.cert.X509Certificate
import java.time.Duration
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLServerSocket
import javax.net.ssl.TrustManagerFactory
import org.bouncycastle.asn1.x500.X500Name
import org.bouncycastle.asn1.x509.BasicConstraints
import org.bouncycastle.asn1.x509.Extension
import org.bouncycastle.asn1.x509.GeneralName
import org.bouncycastle.asn1.x509.GeneralNames
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Both sides of a TLS connection must know each other, by certificates as the docker command line takes them. */
@Timeout(60)
class TlsSpec extends Specification {
    @TempDir
    Path folder

    @Shared
    Authority authority = new Authority('ours')

    @Shared
    Authority stranger = new Authority('theirs')

    @AutoCleanup
    SSLServerSocket server

    /** Answers one ping to whoever has a certificate of ours. */
    private int serve() {
        KeyPair keys = Authority.keys()
        KeyStore own = store()
        own.setKeyEntry('server', keys.private, new char[0], [authority.certify('127.0.0.1', keys)] as X509Certificate[])
        KeyStore trusted = store()
        trusted.setCertificateEntry('ca', authority.certificate)
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.defaultAlgorithm)
        keyManagers.init(own, new char[0])
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.defaultAlgorithm)
        trustManagers.init(trusted)
        SSLContext context = SSLContext.getInstance('TLS')
        context.init(keyManagers.keyManagers, trustManagers.trustManagers, null)
        server = (SSLServerSocket) context.serverSocketFactory.createServerSocket(0, 5, InetAddress.loopbackAddress)
        server.needClientAuth = true
        Thread.startDaemon {
            try {
                server.accept().withCloseable { socket ->
                    def input = socket.inputStream
                    String request = ''
                    while (!request.endsWith('\r\n\r\n')) {
                        request += (char) input.read()
                    }
                    socket.outputStream << 'HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\nOK'
                    input.read()
                }
            } catch (IOException refused) {
                return
            }
        }
        server.localPort
    }

    private static KeyStore store() {
        KeyStore store = KeyStore.getInstance('PKCS12')
        store.load(null, null)
        store
    }

    private void certificates(Authority trusted, Authority issuer) {
        KeyPair keys = Authority.keys()
        pem('ca.pem', 'CERTIFICATE', trusted.certificate.encoded)
        pem('cert.pem', 'CERTIFICATE', issuer.certify('client', keys).encoded)
        pem('key.pem', 'PRIVATE KEY', keys.private.encoded)
    }

    private void pem(String file, String kind, byte[] content) {
        Files.writeString(folder.resolve(file), "-----BEGIN $kind-----\n${content.encodeBase64(true).toString().trim()}\n-----END $kind-----\n")
    }

    private DockerEngine engine(int port) {
        (DockerEngine) DockerEngine.open(EndpointOptions.none().withHost("tcp://127.0.0.1:$port"),
            [DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder.toString()])
    }

    def "both know each other: the engine answers"() {
        given:
        certificates(authority, authority)

        expect:
        engine(serve()).withCloseable { it.dialect().toString() } == '1.45'
    }

    def "#who does not know the other: refused, nothing sent"() {
        given:
        certificates(trusted, issuer)

        when:
        engine(serve()).withCloseable { it.dialect() }

        then:
        EngineException failure = thrown()
        failure.fault() in faults
        !failure.sent()

        where:
        who          | trusted   | issuer    || faults
        'this side'  | stranger  | authority || [DENIED]
        // A server that hangs up early enough is not heard out: then its reason is lost.
        'the engine' | authority | stranger  || [DENIED, UNREACHABLE]
    }

    def "certificates that are none are an error, never a plain connection"() {
        given:
        ['ca.pem', 'cert.pem', 'key.pem'].each { Files.writeString(folder.resolve(it), 'no certificate') }

        when:
        engine(1)

        then:
        EngineException failure = thrown()
        failure.fault() == UNSUPPORTED
        failure.message.startsWith("cannot use the certificates in $folder")
    }

    /** Signs certificates. */
    private static final class Authority {
        private final KeyPair keys = keys()
        private final X500Name name
        final X509Certificate certificate

        Authority(String name) {
            this.name = new X500Name("CN=$name")
            certificate = sign(this.name, keys, true)
        }

        static KeyPair keys() {
            KeyPairGenerator.getInstance('RSA').with { it.initialize(2048); it.generateKeyPair() }
        }

        X509Certificate certify(String subject, KeyPair subjectKeys) {
            sign(new X500Name("CN=$subject"), subjectKeys, false)
        }

        private X509Certificate sign(X500Name subject, KeyPair subjectKeys, boolean authority) {
            long now = System.currentTimeMillis()
            def builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.valueOf(System.nanoTime()), new Date(now - Duration.ofHours(1).toMillis()),
                new Date(now + Duration.ofHours(1).toMillis()), subject, subjectKeys.public)
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
            builder.addExtension(Extension.subjectAlternativeName, false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, '127.0.0.1')))
            PrivateKey own = keys.private
            new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder('SHA256withRSA').build(own)))
        }
    }
}
