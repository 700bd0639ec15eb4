/* net.h: which addresses are out in the open. */
#ifndef NET_H
#define NET_H

#include "base/base.h"

struct sockaddr;

/* False for what is not meant to be reached over the internet: loopback, private, shared and
 * link-local networks, multicast, documentation, and such an IPv4 address inside an IPv6 one. Also
 * false for any family but these two. */
bool net_is_public(const struct sockaddr *address);
/* The same of an address as text, with or without the brackets of a URL; true for text that is no
 * address, such as a host's name. */
bool net_name_is_public(const char *host);

#endif
