/* mustache_tree.h: a parsed template, as mustache.c makes it and mustache_render.c walks it. It is
 * nobody else's business.
 *
 *	"<p>{{#orders}}\n  {{employer}}\n{{/orders}}</p>"
 *	→ TEXT "<p>", SECTION orders, TEXT "</p>"; and inside the section
 *	  TEXT "\n", TEXT "  ", VALUE employer, TEXT "\n"
 *
 * Text is cut at line ends, so that a partial can be indented line by line while it is rendered. */
#ifndef MUSTACHE_TREE_H
#define MUSTACHE_TREE_H

#include "base/mustache.h"
#include <stdatomic.h>

enum node_kind { TEXT_NODE, VALUE_NODE, RAW_NODE, SECTION_NODE, INVERTED_NODE, PARTIAL_NODE };

struct node {
	enum node_kind kind;
	int line;
	bool starts_line;            /* TEXT: an indented partial puts its indentation before it */
	const char *text;            /* TEXT: its bytes; others: the name in the tag */
	size_t len;
	const char *indent; /* PARTIAL alone on its line: the blanks before it; else NULL */
	struct node *first, *last;   /* SECTION, INVERTED: what is inside */
	struct node *next, *parent;
	/* Production logs a missing key once per tag: a page of fifty rows would otherwise drown
	 * the log. */
	atomic_flag *is_reported;
};

struct template {
	const char *name;
	struct node root;
	struct template *next;       /* in its bucket */
};

#endif
