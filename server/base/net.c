/* net.c: which addresses are out in the open, by the registries of special-purpose addresses (RFC
 * 6890 and what came after). */
#include "base/net.h"

#include "base/arena.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

static const struct block {
	const char *first;
	int bits;
} v4_blocks[] = {
	{ "0.0.0.0", 8 },     { "10.0.0.0", 8 },     { "100.64.0.0", 10 },  { "127.0.0.0", 8 },
	{ "169.254.0.0", 16 }, { "172.16.0.0", 12 }, { "192.0.0.0", 24 },   { "192.0.2.0", 24 },
	{ "192.88.99.0", 24 }, { "192.168.0.0", 16 }, { "198.18.0.0", 15 }, { "198.51.100.0", 24 },
	{ "203.0.113.0", 24 }, { "224.0.0.0", 3 },
}, v6_blocks[] = {
	{ "2001::", 23 }, { "2001:db8::", 32 }, { "3fff::", 20 },
}, v6_open[] = {
	{ "2000::", 3 },                   /* everything else is not given out */
};

/* IPv6 networks that carry an IPv4 address, from this byte on. */
static const struct {
	struct block block;
	int at;
} v4_inside[] = {
	{ { "::ffff:0:0", 96 }, 12 }, { { "64:ff9b::", 96 }, 12 }, { { "2002::", 16 }, 2 },
};

static bool is_within(const unsigned char *address, int family, const struct block *block)
{
	unsigned char first[16] = { 0 };
	int whole = block->bits / 8, rest = block->bits % 8;

	inet_pton(family, block->first, first);
	if (memcmp(address, first, (size_t)whole) != 0)
		return false;
	return rest == 0 || (address[whole] ^ first[whole]) >> (8 - rest) == 0;
}

static bool is_in_any(const unsigned char *address, int family, const struct block *blocks,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_within(address, family, &blocks[i]))
			return true;
	return false;
}

static bool v4_is_public(const unsigned char *address)
{
	return !is_in_any(address, AF_INET, v4_blocks, countof(v4_blocks));
}

static bool v6_is_public(const unsigned char *address)
{
	for (size_t i = 0; i < countof(v4_inside); i++)
		if (is_within(address, AF_INET6, &v4_inside[i].block))
			return v4_is_public(address + v4_inside[i].at);
	return is_in_any(address, AF_INET6, v6_open, countof(v6_open))
	       && !is_in_any(address, AF_INET6, v6_blocks, countof(v6_blocks));
}

bool net_is_public(const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof v4);
		return v4_is_public((const unsigned char *)&v4.sin_addr);
	}
	if (address->sa_family != AF_INET6)
		return false;
	memcpy(&v6, address, sizeof v6);
	return v6_is_public((const unsigned char *)&v6.sin6_addr);
}

bool net_name_is_public(const char *host)
{
	size_t len = strlen(host);
	unsigned char address[16];

	if (len > 2 && host[0] == '[' && host[len - 1] == ']')
		host = arena_copy(host + 1, len - 2);
	if (inet_pton(AF_INET, host, address) == 1)
		return v4_is_public(address);
	if (inet_pton(AF_INET6, host, address) == 1)
		return v6_is_public(address);
	return strcasecmp(host, "localhost") != 0;
}
