/* mustache_render.c: fills a template from a document and the shell around it.
 *
 * Names are looked up in the nearest object, then in the shell, and nowhere else: what a line
 * shows can be seen from the line and its section. Whoever listens (a test) hears of every name,
 * section and missing key; without a listener, missing keys go to the log, once per tag. */
#include "base/mustache.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/mustache_tree.h"

#include <string.h>

/* Enough for any page; a partial that includes itself without end must not use up a worker's
 * small stack. */
#define PARTIALS_DEEP 24
/* Nor must lists in lists in lists, or a partial that includes itself twice, use up its time: so
 * many tags and texts are a hundred times the largest page. */
#define STEPS_MOST 2000000

/* What names mean at one place of the template. */
struct scope {
	const cJSON *nearest;        /* the object names are looked up in first */
	const cJSON *item;           /* what {{.}} is */
	bool is_open;                /* inside form or errors: missing names are null */
};

struct render {
	const struct template *t;
	const cJSON *shell;
	struct buf *out;
	const char *indent;
	int depth;
	int *steps;                  /* tags and texts so far */
};

/* What a name led to. value is NULL when it is missing or null. */
struct found {
	const cJSON *value;
	bool is_missing, is_open;
};

static const struct template_watch *watcher;

void mustache_watch(const struct template_watch *watch)
{
	watcher = watch;
}

static void report_missing(const struct render *r, const struct node *node)
{
	if (watcher) {
		if (watcher->missing)
			watcher->missing(r->t->name, node->line, node->text);
		return;
	}
	if (!atomic_flag_test_and_set(node->is_reported))
		log_line(LOG_ERROR, "template.missing", "template=%s line=%d name=%s",
			r->t->name, node->line, node->text);
}

static const cJSON *member(const cJSON *object, const char *name, size_t len)
{
	const cJSON *child;

	if (!cJSON_IsObject(object))
		return NULL;
	cJSON_ArrayForEach(child, object) {
		if (strncmp(child->string, name, len) != 0 || child->string[len])
			continue;
		if (watcher && watcher->used)
			watcher->used(child);
		return child;
	}
	return NULL;
}

static bool is_open_name(const char *name, size_t len)
{
	return (len == 4 && memcmp(name, "form", 4) == 0)
		|| (len == 6 && memcmp(name, "errors", 6) == 0);
}

/* The first part of a name, in the nearest object or the shell. */
static struct found first_part(const struct render *r, const struct scope *scope,
	const char *name, size_t len)
{
	struct found found = { .value = member(scope->nearest, name, len) };

	if (found.value) {
		found.is_open = scope->is_open || is_open_name(name, len);
		return found;
	}
	found.value = member(r->shell, name, len);
	found.is_missing = !found.value && !scope->is_open;
	found.is_open = is_open_name(name, len);
	return found;
}

static struct found lookup(const struct render *r, const struct scope *scope, const char *name)
{
	size_t len = strcspn(name, ".");
	struct found found;

	if (strcmp(name, ".") == 0)
		return (struct found){ .value = scope->item, .is_open = scope->is_open };
	found = first_part(r, scope, name, len);
	/* Below null all is null: a left join gives {"last": null}, and {{last.name}} is then no
	 * bug. */
	while (name[len] && found.value && !cJSON_IsNull(found.value)) {
		name += len + 1;
		len = strcspn(name, ".");
		found.value = member(found.value, name, len);
		found.is_missing = !found.value && !found.is_open;
	}
	return found;
}

static bool is_false(const cJSON *value)
{
	if (!value || cJSON_IsNull(value) || cJSON_IsFalse(value))
		return true;
	if (cJSON_IsString(value))
		return !value->valuestring[0];
	return cJSON_IsArray(value) && !value->child;
}

/* What there is inside a node: nothing, or the same nodes once or once for each item of a list. */
struct visit {
	struct render r;
	struct scope scope;
	const struct scope *outer;
	const struct node *inside;   /* NULL: done */
	const cJSON *item;           /* of a list; else NULL */
	bool is_open;
};

/* The scope inside a section over this value. */
static struct scope scope_over(const struct scope *outer, const cJSON *value, bool is_open)
{
	bool is_object = cJSON_IsObject(value);

	return (struct scope){
		.nearest = is_object ? value : outer->nearest,
		.item = value,
		.is_open = is_object ? is_open : outer->is_open,
	};
}

static void visit_text(struct visit *v, const struct node *node)
{
	if (node->starts_line && v->r.indent[0])
		buf_text(v->r.out, v->r.indent);
	buf_add(v->r.out, node->text, node->len);
}

static void visit_value(struct visit *v, const struct node *node)
{
	struct found found = lookup(&v->r, v->outer, node->text);
	const char *text = json_text(found.value, "");

	/* An object or a list has no text of its own: to ask for it is the same mistake as a
	 * wrong name. */
	if (found.is_missing || cJSON_IsObject(found.value) || cJSON_IsArray(found.value))
		report_missing(&v->r, node);
	else if (node->kind == RAW_NODE)
		buf_text(v->r.out, text);
	else
		buf_html(v->r.out, text);
}

static void visit_section(struct visit *v, const struct node *node)
{
	struct found found = lookup(&v->r, v->outer, node->text);
	bool is_inverted = node->kind == INVERTED_NODE, is_shown;

	if (found.is_missing)
		report_missing(&v->r, node);
	is_shown = is_false(found.value) == is_inverted;
	if (watcher && watcher->section)
		watcher->section(v->r.t->name, node->line, node->text, is_inverted, is_shown);
	if (!is_shown)
		return;
	v->inside = node->first;
	if (is_inverted)
		return;
	v->is_open = found.is_open;
	v->item = cJSON_IsArray(found.value) ? found.value->child : NULL;
	v->scope = scope_over(v->outer, v->item ? v->item : found.value, v->is_open);
}

static void visit_partial(struct visit *v, const struct node *node)
{
	const struct template *t = template_find(node->text);

	if (!t || v->r.depth >= PARTIALS_DEEP) {
		report_missing(&v->r, node);
		return;
	}
	v->r.t = t;
	v->r.depth++;
	/* A partial inside a line does not hand that line's indentation on to its own lines. */
	v->r.indent = node->indent ? arena_printf("%s%s", v->r.indent, node->indent) : "";
	v->inside = t->root.first;
}

static void (*const visits[])(struct visit *v, const struct node *node) = {
	[TEXT_NODE] = visit_text, [VALUE_NODE] = visit_value, [RAW_NODE] = visit_value,
	[SECTION_NODE] = visit_section, [INVERTED_NODE] = visit_section,
	[PARTIAL_NODE] = visit_partial,
};

static void visit_next(struct visit *v)
{
	v->item = v->item ? v->item->next : NULL;
	if (v->item)
		v->scope = scope_over(v->outer, v->item, v->is_open);
	else
		v->inside = NULL;
}

/* What takes too long is not shown in part: its page is unusable, as one that is too large. */
static bool is_too_much(const struct render *r)
{
	if (++*r->steps > STEPS_MOST)
		r->out->is_full = true;
	return r->out->is_full;
}

static void render_nodes(const struct render *r, const struct node *node,
	const struct scope *scope)
{
	for (; node && !is_too_much(r); node = node->next) {
		struct visit v = { .r = *r, .scope = *scope, .outer = scope };

		for (visits[node->kind](&v, node); v.inside; visit_next(&v))
			render_nodes(&v.r, v.inside, &v.scope);
	}
}

void template_render(const struct template *t, const cJSON *doc, const cJSON *shell,
	struct buf *out)
{
	int steps = 0;
	struct render r = { .t = t, .shell = shell, .out = out, .indent = "", .steps = &steps };
	struct scope scope = { .nearest = doc, .item = doc };

	render_nodes(&r, t->root.first, &scope);
}
