/* Preloaded into a process, writes each name that it looks up and each address that it connects
   to into the file CONNECTIONS_LOG names: what C libraries do is seen too, not Python alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static void note(const char *what, const char *name) {
  const char *path = getenv("CONNECTIONS_LOG");
  FILE *log = path ? fopen(path, "a") : NULL;
  if (log == NULL) return;
  fprintf(log, "%s %s\n", what, name ? name : "");
  fclose(log);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **found) {
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
      dlsym(RTLD_NEXT, "getaddrinfo");
  note("getaddrinfo", node);
  return real(node, service, hints, found);
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
  int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
  if (address->sa_family == AF_INET) note("connect", "IPv4");
  if (address->sa_family == AF_INET6) note("connect", "IPv6");
  return real(socket, address, length);
}
