/* audit_chain.c: the arithmetic of the audit trail's chain and of its anchors.
 *
 * Two things are walked together: the links, each of which must follow from the one before, and the
 * anchors, each of which says what the head was when the chain was so long. Somebody who rewrites
 * rows without the hashes breaks a link; who rewrites the hashes too meets the next anchor, and
 * those need a key that is not in the database. */
#include "app/audit_chain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/seal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SAID_MAX 100
#define ANCHOR_MAX 256
#define FIELD_MAX (1024 * 1024)
/* How far the clocks of the database may run behind each other, and a line commit late. */
#define LATE_US (2 * 60 * 1000000LL)
/* Anchors are written every minute; this long none is a gap. */
#define GAP_S (10 * 60)

const char *const audit_fields[AUDIT_FIELDS] = { "id", "at", "user_id", "action", "subject",
						 "route", "remote", "request_id", "reason",
						 "outcome" };

void audit_digest(const char *const fields[AUDIT_FIELDS], unsigned char digest[SHA256_SIZE])
{
	struct buf text = buf_new(FIELD_MAX);

	for (size_t i = 0; i < AUDIT_FIELDS; i++)
		if (fields[i] == NULL)
			buf_text(&text, "-,");
		else
			buf_printf(&text, "%zu:%s,", strlen(fields[i]), fields[i]);
	crypto_sha256(text.data, text.len, digest);
}

const char *anchor_mac(const char *before, const char *at, long long seq, const char *hash)
{
	return seal_index("audit.anchor", arena_printf("%s %s %lld %s", before, at, seq, hash));
}

static bool is_hex(const char *text)
{
	return strlen(text) == MAC_HEX_SIZE && strspn(text, "0123456789abcdef") == MAC_HEX_SIZE;
}

bool anchor_read(const char *line, struct anchor *anchor)
{
	int end = 0;

	return sscanf(line, "%23s %18lld %64s %64s%n", anchor->at, &anchor->seq, anchor->hash,
		      anchor->mac, &end) == 4
	       && strcmp(line + end, "\n") == 0 && anchor->seq >= 0 && is_hex(anchor->hash)
	       && is_hex(anchor->mac);
}

long long anchor_time(const char *at)
{
	struct tm day = { 0 };
	const char *end = strptime(at, "%Y-%m-%dT%H:%M:%SZ", &day);

	return end != NULL && *end == '\0' ? (long long)timegm(&day) : 0;
}

void chain_found(struct chain *c, const char *fmt, ...)
{
	va_list args;

	if (++c->findings > SAID_MAX || c->out == NULL)
		return;
	va_start(args, fmt);
	fputs(arena_vprintf(fmt, args), c->out);
	va_end(args);
	fputc('\n', c->out);
}

/* The next anchor that is one, proven by the one before it. */
static void anchor_next(struct chain *c)
{
	char line[ANCHOR_MAX];
	const char *mac;

	c->anchor.seq = -1;
	while (c->file != NULL && fgets(line, sizeof line, c->file) != NULL) {
		c->anchor_line++;
		if (!anchor_read(line, &c->anchor)) {
			chain_found(c, "anchors line %ld: is none", c->anchor_line);
			continue;
		}
		c->anchors++;
		mac = anchor_mac(c->mac, c->anchor.at, c->anchor.seq, c->anchor.hash);
		if (strcmp(mac, c->anchor.mac) != 0)
			chain_found(c, "anchors line %ld (%s): altered, or the line before it is gone",
				    c->anchor_line, c->anchor.at);
		else if (c->anchor.seq < c->anchored_seq)
			chain_found(c, "anchors line %ld (%s): the trail was longer before",
				    c->anchor_line, c->anchor.at);
		memcpy(c->mac, c->anchor.mac, sizeof c->mac);
		return;
	}
	c->anchor.seq = -1;
}

static void hex_of(const unsigned char *bytes, char text[MAC_HEX_SIZE + 1])
{
	struct buf hex = buf_new(MAC_HEX_SIZE);

	buf_hex(&hex, bytes, SHA256_SIZE);
	memcpy(text, hex.data, MAC_HEX_SIZE + 1);
}

/* Every anchor for a chain as long as it is now. */
static void anchors_pass(struct chain *c)
{
	char head[MAC_HEX_SIZE + 1];

	if (c->anchor.seq < 0 || c->anchor.seq > c->seq)
		return;
	hex_of(c->head, head);
	while (c->anchor.seq >= 0 && c->anchor.seq <= c->seq) {
		if (c->anchor.seq == c->seq && strcmp(c->anchor.hash, head) != 0)
			chain_found(c, "link %lld: is not what was anchored at %s; everything up to it "
				    "may be rewritten", c->seq, c->anchor.at);
		c->anchored_seq = c->anchor.seq;
		memcpy(c->anchored_at, c->anchor.at, sizeof c->anchored_at);
		anchor_next(c);
	}
}

void chain_begin(struct chain *c, const char *anchors, FILE *out)
{
	*c = (struct chain){ .out = out, .anchor = { .seq = -1 } };
	if (anchors[0] == '\0')
		return;
	c->file = fopen(anchors, "r");
	if (c->file == NULL) {
		chain_found(c, "the anchors cannot be read: %s", strerror(errno));
		return;
	}
	anchor_next(c);
	anchors_pass(c);
}

static void put_number(unsigned char *at, long long number)
{
	for (int i = 7; i >= 0; i--, number >>= 8)
		at[i] = (unsigned char)number;
}

/* The hash that this link must have. */
static void follow(struct chain *c, long long seq, long long audit_id,
		   const unsigned char digest[SHA256_SIZE])
{
	unsigned char bytes[SHA256_SIZE + 16 + SHA256_SIZE];

	memcpy(bytes, c->head, SHA256_SIZE);
	put_number(bytes + SHA256_SIZE, seq);
	put_number(bytes + SHA256_SIZE + 8, audit_id);
	memcpy(bytes + SHA256_SIZE + 16, digest, SHA256_SIZE);
	crypto_sha256(bytes, sizeof bytes, c->head);
}

/* After a break the chain goes on from what stands there, so that one edit is one finding. */
static void take_over(struct chain *c, const char *hash)
{
	struct buf bytes = buf_new(SHA256_SIZE);

	buf_unhex(&bytes, hash);
	if (bytes.len == SHA256_SIZE)
		memcpy(c->head, bytes.data, SHA256_SIZE);
}

void chain_link(struct chain *c, long long seq, long long audit_id, const char *hash,
		const unsigned char *digest, long long at_us)
{
	char head[MAC_HEX_SIZE + 1] = "";

	if (seq != c->seq + 1)
		chain_found(c, "link %lld: follows %lld; what was between is gone", seq, c->seq);
	if (digest == NULL) {
		chain_found(c, "link %lld: its line %lld is gone", seq, audit_id);
	} else {
		follow(c, seq, audit_id, digest);
		hex_of(c->head, head);
		if (strcmp(head, hash) != 0)
			chain_found(c, "link %lld: line %lld, or a line or link before it, was altered",
				    seq, audit_id);
		else if (at_us < c->newest_us - LATE_US)
			chain_found(c, "link %lld: line %lld says it is older than those before it",
				    seq, audit_id);
	}
	take_over(c, hash);
	if (at_us > c->newest_us)
		c->newest_us = at_us;
	c->seq = seq;
	c->links++;
	anchors_pass(c);
}

void chain_unlinked(struct chain *c, const char *id, const char *at)
{
	chain_found(c, "line %s (%s): is not in the chain; it was put in past the portal, or the "
		    "portal's clock stood still", id, at);
}

/* Younger anchors than what was read, which may well know more. */
static void anchors_rest(struct chain *c, long long taken)
{
	for (; c->anchor.seq >= 0; anchor_next(c)) {
		if (anchor_time(c->anchor.at) > taken)
			continue;
		chain_found(c, "the trail ends at link %lld, but had %lld at %s: its end was cut off "
			    "(or the dump is older than that)", c->seq, c->anchor.seq, c->anchor.at);
		return;
	}
}

void chain_end(struct chain *c, long long taken)
{
	long long newest = c->newest_us / 1000000, last = anchor_time(c->anchored_at);

	anchors_rest(c, taken);
	if (c->file == NULL)
		return;
	if (c->anchors == 0)
		chain_found(c, "the anchors hold nothing");
	else if (c->seq > c->anchored_seq && newest > last + GAP_S)
		chain_found(c, "the last %lld links have no anchor since %s: anchors were cut off, or "
			    "the portal could not write them", c->seq - c->anchored_seq,
			    c->anchored_at);
	fclose(c->file);
	c->file = NULL;
}
