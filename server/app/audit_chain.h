/* audit_chain.h: recomputes the audit trail's chain link by link, beside the anchors that were kept
 * outside the database, and says what does not fit (safety.md §3).
 *
 *	struct chain c;
 *	chain_begin(&c, settings.audit_anchors, stdout);
 *	… chain_link() for every link, in order …
 *	chain_end(&c, now);
 *	c.findings
 *
 * Where the links come from is the caller's affair: a database (audit.c) or a dump (audit_dump.c).
 */
#ifndef AUDIT_CHAIN_H
#define AUDIT_CHAIN_H

#include "base/crypto.h"
#include <stdio.h>

#define AUDIT_FIELDS 11
#define MAC_HEX_SIZE 64

/* The columns of a line that its hash goes over, in that order; the second, at, in microseconds
 * since 1970; the last, its proof, only where it has one. */
extern const char *const audit_fields[AUDIT_FIELDS];

struct anchor {
	char at[24];                             /* 2026-11-20T13:00:00Z */
	long long seq;
	char hash[MAC_HEX_SIZE + 1], mac[MAC_HEX_SIZE + 1];
};

/* What a line's proof is worth: written by the portal; by nobody who says; or it carries another
 * line's, or was altered. The token is the proof's own, and of no other. */
struct proof {
	enum { UNPROVEN, PROVEN, FORGED } is;
	unsigned long long token;
};

struct chain {
	FILE *out;                               /* where findings are said; NULL: nowhere */
	FILE *file;                              /* the anchors; NULL: none are kept */
	struct anchor anchor;                    /* the next one; seq -1: no more */
	char mac[MAC_HEX_SIZE + 1], anchored_at[24];
	long anchors, links, findings, anchor_line;
	long long seq, anchored_seq;             /* of the last link, of the last anchor */
	long long newest_us;                     /* of the newest line */
	unsigned char head[SHA256_SIZE];
	long long proven_us;                     /* of the first line with a proof; 0: none yet */
	bool is_older;                           /* there were lines before the first with a proof */
	struct token {
		unsigned long long token;
		long long line;
	} *tokens;
	size_t token_count, token_size;
};

/* anchors: the file's path, "" for none. A file that is not there is a finding. */
void chain_begin(struct chain *c, const char *anchors, FILE *out);

/* digest: of the link's line, NULL when the line is gone. at_us: when the line says it was written.
 * hash: 64 hexadecimal characters. */
void chain_link(struct chain *c, long long seq, long long audit_id, const char *hash,
		const unsigned char *digest, long long at_us);

/* Each line, linked or not, in the order of links: whether the portal wrote it. Lines without a
 * proof are believed where they stand before the first that has one, and for half an hour after it,
 * for then another portal may still have been of the release before; in a trail that begins with a
 * proof, never. */
void chain_line(struct chain *c, long long id, long long at_us, struct proof proof);

/* A line without a link. */
void chain_unlinked(struct chain *c, const char *id, const char *at);

/* Anything else that does not fit, counted and said; after 100 only counted. */
void chain_found(struct chain *c, const char *fmt, ...) printf_like(2, 3);

/* After the last link: what the anchors know that the chain does not. taken: seconds since 1970,
 * when the trail was read or dumped; anchors that are younger prove nothing about it. */
void chain_end(struct chain *c, long long taken);

/* The hash over a line's fields, NULL for null; the same as audit_digest() in the migrations. */
void audit_digest(const char *const fields[AUDIT_FIELDS], unsigned char digest[SHA256_SIZE]);

/* What a line's proof is worth. It is over what the portal asked to be written, not over what the
 * database adds: its number, its time, and of a write whom it was about. */
struct proof audit_proof(const char *const fields[AUDIT_FIELDS]);

/* What proves an anchor: keyed, over its own words and the proof of the one before it ("" for the
 * first). */
const char *anchor_mac(const char *before, const char *at, long long seq, const char *hash);
/* A line of the file: false when it is none. */
bool anchor_read(const char *line, struct anchor *anchor);

/* Seconds since 1970 of "2026-11-20T13:00:00Z"; 0 when it is none. */
long long anchor_time(const char *at);

#endif
