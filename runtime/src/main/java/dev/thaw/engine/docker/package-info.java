/**
 * The adapter to Docker: where the engine is, how it is spoken to, in which version of its API.
 *
 * <p>A unix socket is spoken to by the JDK alone, because setting up docker-java costs more than a
 * short run; its classes are loaded for TCP and TLS only. What a transport promises beyond an HTTP
 * client: nothing is sent twice, nothing ends short without an error, every exchange ends by its
 * deadline.
 */
package dev.thaw.engine.docker;
