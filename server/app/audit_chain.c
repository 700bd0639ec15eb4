/* audit_chain.c: the arithmetic of the audit trail's chain and of its anchors.
 *
 * Two things are walked together: the links, each of which must follow from the one before, and the
 * anchors, each of which says what the head was when the chain was so long. Somebody who rewrites
 * rows without the hashes breaks a link; who rewrites the hashes too meets the next anchor; who
 * puts a line in, to be chained like any other, has no proof for it. Anchors and proofs need a key
 * that is not in the database. */
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
/* How long portals of two releases may have written beside each other. */
#define RELEASES_US (30 * 60 * 1000000LL)
#define TOKEN_HEX 32

const char *const audit_fields[AUDIT_FIELDS] = { "id", "at", "user_id", "action", "subject",
						 "route", "remote", "request_id", "reason",
						 "outcome", "proof" };
enum { SUBJECT = 4, REASON = 8, OUTCOME, PROOF };

/* A field so that no two lines give the same text. */
static void part(struct buf *text, const char *field)
{
	if (field == NULL)
		buf_text(text, "-,");
	else
		buf_printf(text, "%zu:%s,", strlen(field), field);
}

void audit_digest(const char *const fields[AUDIT_FIELDS], unsigned char digest[SHA256_SIZE])
{
	struct buf text = buf_new(FIELD_MAX);

	for (size_t i = 0; i < PROOF; i++)
		part(&text, fields[i]);
	if (fields[PROOF] != NULL)
		part(&text, fields[PROOF]);
	crypto_sha256(text.data, text.len, digest);
}

/* Whether this is what was proven, given that subject and outcome. */
static bool is_proof_of(const char *const fields[AUDIT_FIELDS], const char *subject,
			const char *outcome)
{
	struct buf text = buf_new(FIELD_MAX);

	buf_add(&text, fields[PROOF], TOKEN_HEX);
	for (size_t i = 2; i <= REASON; i++)
		part(&text, i == SUBJECT ? subject : fields[i]);
	part(&text, outcome);
	return seal_proves("audit.line", text.data, fields[PROOF] + TOKEN_HEX);
}

/* The outcome that the database writes where none was given. */
static bool is_usual(const char *const fields[AUDIT_FIELDS])
{
	const char *action = fields[3] != NULL ? fields[3] : "", *outcome = fields[OUTCOME];
	size_t len = strlen(action), end = strlen(".refuse");
	bool is_refusal = len > end && strcmp(action + len - end, ".refuse") == 0;

	return outcome != NULL && strcmp(outcome, is_refusal ? "refused" : "done") == 0;
}

struct proof audit_proof(const char *const fields[AUDIT_FIELDS])
{
	const char *subjects[] = { fields[SUBJECT], NULL }, *proof = fields[PROOF];
	const char *outcomes[] = { fields[OUTCOME], is_usual(fields) ? NULL : fields[OUTCOME] };

	if (proof == NULL)
		return (struct proof){ .is = UNPROVEN };
	if (strlen(proof) != TOKEN_HEX + MAC_HEX_SIZE)
		return (struct proof){ .is = FORGED };
	for (size_t i = 0; i < 4; i++)
		if (is_proof_of(fields, subjects[i / 2], outcomes[i % 2]))
			return (struct proof){ PROVEN, strtoull(arena_copy(proof, 16), NULL, 16) };
	return (struct proof){ .is = FORGED };
}

static const char *anchor_text(const char *before, const char *at, long long seq, const char *hash)
{
	return arena_printf("%s %s %lld %s", before, at, seq, hash);
}

const char *anchor_mac(const char *before, const char *at, long long seq, const char *hash)
{
	return seal_proof("audit.anchor", anchor_text(before, at, seq, hash));
}

static bool anchor_is_proven(const char *before, const struct anchor *a)
{
	return seal_proves("audit.anchor", anchor_text(before, a->at, a->seq, a->hash), a->mac);
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

	c->anchor.seq = -1;
	while (c->file != NULL && fgets(line, sizeof line, c->file) != NULL) {
		c->anchor_line++;
		if (!anchor_read(line, &c->anchor)) {
			chain_found(c, "anchors line %ld: is none", c->anchor_line);
			continue;
		}
		c->anchors++;
		if (!anchor_is_proven(c->mac, &c->anchor))
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

static void token_keep(struct chain *c, unsigned long long token, long long line)
{
	struct token *wider;

	if (c->token_count == c->token_size) {
		c->token_size = c->token_size == 0 ? 1024 : c->token_size * 2;
		wider = forever_alloc(c->token_size * sizeof *wider);
		if (c->token_count > 0)
			memcpy(wider, c->tokens, c->token_count * sizeof *wider);
		c->tokens = wider;
	}
	c->tokens[c->token_count++] = (struct token){ token, line };
}

void chain_line(struct chain *c, long long id, long long at_us, struct proof proof)
{
	if (proof.is == PROVEN) {
		if (c->proven_us == 0)
			c->proven_us = at_us;
		token_keep(c, proof.token, id);
		return;
	}
	c->is_older = c->is_older || c->proven_us == 0;
	if (proof.is == FORGED)
		chain_found(c, "line %lld: its proof is not its own; it was altered, or not written by "
			    "the portal", id);
	else if (c->proven_us != 0 && (!c->is_older || at_us > c->proven_us + RELEASES_US))
		chain_found(c, "line %lld: has no proof; it was not written by the portal", id);
}

static int by_token(const void *a, const void *b)
{
	const struct token *x = a, *y = b;

	if (x->token != y->token)
		return x->token > y->token ? 1 : -1;
	return (x->line > y->line) - (x->line < y->line);
}

/* A proof is good for one line: who copies a line copies it too. */
static void tokens_end(struct chain *c)
{
	if (c->token_count > 0)
		qsort(c->tokens, c->token_count, sizeof *c->tokens, by_token);
	for (size_t i = 1; i < c->token_count; i++)
		if (c->tokens[i].token == c->tokens[i - 1].token)
			chain_found(c, "line %lld: carries the proof of line %lld; one is a copy of the "
				    "other", c->tokens[i].line, c->tokens[i - 1].line);
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

	tokens_end(c);
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
