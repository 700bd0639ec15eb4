/* mustache.h: templates. Values, sections, inverted sections, partials with indentation, comments,
 * set delimiters, dotted names, {{{raw}}} and {{&raw}}, standalone tags: as the public Mustache
 * specification says, except:
 *
 * - Scope: a name is looked up in the nearest object, then in the shell, never in the objects
 * between.
 *   Inside a section over a plain value or `true` the nearest object stays what it was.
 * - False are null, false, "" and []; 0 is true.
 * - A missing key is a bug, reported once per tag through mustache_watch() or the log, and
 * rendered as nothing.
 *   Names below `form` and `errors` are open: missing there is null.
 * - A list of plain values has {{.}}. No lambdas, no inheritance.
 *
 * Templates are parsed before the first request and live for ever. */
#ifndef MUSTACHE_H
#define MUSTACHE_H

#include "base/buf.h"
#include "base/json.h"

struct template;

/* Parses. name is kept for messages and for partials. INVALID (logged with name and line) for an
 * unclosed or crossed tag. Partials are looked up by name when rendering, so order of loading does
 * not matter. */
must_check enum status template_parse(const char *name, const char *text, size_t len,
				      const struct template **made);

/* Loads every *.html below dir under its name without dir and ".html" ("cases/show"). */
must_check enum status templates_load(const char *dir);
/* A loaded template, NULL when there is none of that name. */
const struct template *template_find(const char *name);

/* Appends the template, filled. Partials not found are reported like missing keys. What would take
 * more than 2,000,000 tags and texts ends with out->is_full. */
void template_render(const struct template *t, const cJSON *doc, const cJSON *shell,
		     struct buf *out);

/* What a test wants to hear of a rendering. Any function may be NULL. `line` is the tag's. */
struct template_watch {
	void (*missing)(const char *template, int line, const char *name);
	void (*used)(const cJSON *value); /* every member a name resolved to */
	void (*section)(const char *template, int line, const char *name, bool inverted,
			bool shown);
};
/* Sets the watcher for this process (NULL: missing keys go to the log). */
void mustache_watch(const struct template_watch *watch);

#endif
