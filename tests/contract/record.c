/* record.c: keeps one fact per column, section and missing key: seen so and seen otherwise.
 *
 * A value that a name resolved to is marked in its own type, above the bits cJSON uses; after the
 * rendering the document is walked and every member is known as used or not. Facts outlive the
 * request, so they are kept in malloc'd memory until the process ends. */
#include "contract/record.h"

#include "base/mustache.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USED (1 << 20)
#define KEY_MAX 400

enum fact_kind { MISSING = 1, COLUMN, SECTION };

struct fact {
	char key[KEY_MAX];               /* "cases/show.html:12: {{name}}" */
	enum fact_kind kind;
	bool yes, no;                    /* COLUMN: used; SECTION: shown, hidden */
	bool opens;                      /* SECTION: over a list or an object */
};

/* The words of a language, shared by all pages for clients: some page must use each. */
#define WORDS "words"

/* What the shell offers to every page; a page need not take it. */
static const char *const offered[] = { "user", "assets", "errors", "form", "csrf", "agency",
	"notice", WORDS };

static void *facts;
static const char *const *template_names;
static size_t template_count;
static enum fact_kind asked;
static bool last_opens;                  /* the value a name just resolved to */
static int wrong_count;

void __real_template_render(const struct template *t, const cJSON *doc, const cJSON *shell,
	struct buf *out);
void __wrap_template_render(const struct template *t, const cJSON *doc, const cJSON *shell,
	struct buf *out);

static int compare(const void *a, const void *b)
{
	const struct fact *one = a, *other = b;

	return one->kind != other->kind ? (int)one->kind - (int)other->kind
		: strcmp(one->key, other->key);
}

static struct fact *fact_of(enum fact_kind kind, const char *key)
{
	struct fact *fact = calloc(1, sizeof *fact), **found;

	fact->kind = kind;
	snprintf(fact->key, sizeof fact->key, "%s", key);
	found = tsearch(fact, &facts, compare);
	if (*found != fact)
		free(fact);
	return *found;
}

static void on_missing(const char *template, int line, const char *name)
{
	char key[KEY_MAX];

	snprintf(key, sizeof key, "templates/%s.html:%d: {{%s}}", template, line, name);
	fact_of(MISSING, key)->yes = true;
}

static void on_used(const cJSON *value)
{
	((cJSON *)value)->type |= USED;
	last_opens = cJSON_IsArray(value) || cJSON_IsObject(value);
}

static void on_section(const char *template, int line, const char *name, bool inverted, bool shown)
{
	char key[KEY_MAX];
	struct fact *fact;

	snprintf(key, sizeof key, "templates/%s.html:%d: {{%c%s}}", template, line,
	         inverted ? '^' : '#', name);
	fact = fact_of(SECTION, key);
	fact->yes |= shown;
	fact->no |= !shown;
	fact->opens |= !inverted && shown && last_opens;
}

/* Every member of the document, by its path: "cases/show: orders.employer". A list's items share
 * one. */
static void walk(const char *above, const cJSON *value)
{
	const cJSON *child;
	char key[KEY_MAX];

	cJSON_ArrayForEach(child, value) {
		bool is_words = child->string && strcmp(child->string, WORDS) == 0;

		snprintf(key, sizeof key, child->string ? "%s%s%s" : "%s", above,
		         strchr(above, ' ')[1] ? "." : "", child->string);
		if (is_words)
			snprintf(key, sizeof key, "words: ");
		else if (child->string)
			fact_of(COLUMN, key)->yes |= (child->type & USED) != 0;
		if (cJSON_IsObject(child) || cJSON_IsArray(child))
			walk(key, child);
	}
}

static void walk_shell(const cJSON *shell)
{
	const cJSON *child;
	char key[KEY_MAX];
	bool is_offered;
	size_t i;

	cJSON_ArrayForEach(child, shell) {
		is_offered = false;
		if (strcmp(child->string, WORDS) == 0)
			walk("words: ", child);
		for (i = 0; i < countof(offered); i++)
			is_offered |= strcmp(offered[i], child->string) == 0;
		if (is_offered)
			continue;
		snprintf(key, sizeof key, "shell: %s", child->string);
		fact_of(COLUMN, key)->yes |= (child->type & USED) != 0;
		walk(key, child);
	}
}

static const char *name_of(const struct template *t)
{
	size_t i;

	for (i = 0; i < template_count; i++)
		if (template_find(template_names[i]) == t)
			return template_names[i];
	return "?";
}

void __wrap_template_render(const struct template *t, const cJSON *doc, const cJSON *shell,
	struct buf *out)
{
	const cJSON *title = cJSON_GetObjectItemCaseSensitive(doc, "title");
	char above[KEY_MAX];

	/* page.c reads the title by itself, for the window. */
	if (title)
		on_used(title);
	__real_template_render(t, doc, shell, out);
	snprintf(above, sizeof above, "%s: ", name_of(t));
	walk(above, doc);
	walk_shell(shell);
}

static const char *what_is_wrong(const struct fact *fact)
{
	if (fact->kind == MISSING)
		return "names a key that its document does not have";
	if (fact->kind == COLUMN)
		return fact->yes ? NULL : "no template of any visit uses this column";
	/* Some lists are never empty, some objects never null. Where one can be, the template says so
	 * with {{^}}, which must be seen. */
	if (fact->yes && (fact->no || fact->opens))
		return NULL;
	return fact->yes ? "no visit hides this section" : "no visit shows this section";
}

static void print_wrong(const void *node, VISIT visit, int depth)
{
	const struct fact *fact = *(const struct fact *const *)node;
	const char *wrong;

	(void)depth;
	if (fact->kind != asked || (visit != postorder && visit != leaf))
		return;
	wrong = what_is_wrong(fact);
	if (!wrong)
		return;
	fprintf(stderr, "%s: %s\n", fact->key, wrong);
	wrong_count++;
}

static int print_all(enum fact_kind kind)
{
	asked = kind;
	wrong_count = 0;
	twalk(facts, print_wrong);
	return wrong_count;
}

int record_missing(void) { return print_all(MISSING); }
int record_unused(void) { return print_all(COLUMN); }
int record_one_sided(void) { return print_all(SECTION); }

void record_start(const char *const *names, size_t count)
{
	static const struct template_watch watch = { on_missing, on_used, on_section };

	template_names = names;
	template_count = count;
	mustache_watch(&watch);
}
