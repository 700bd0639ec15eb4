/* mustache_test.c: the public specification's cases, then what our templates do differently:
 * scope, missing keys, and what a listener hears. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/mustache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef SOURCE_DIR
#define SOURCE_DIR "."
#endif

static const char *const spec_files[] = {
	"comments", "delimiters", "interpolation", "inverted", "partials", "sections",
};

/* Where the scope rule of mustache.h gives something else than the specification, and what. */
static const struct {
	const char *file, *name, *ours;
} differences[] = {
	/* Looks into the objects between, four deep. */
	{ "sections", "Deeply Nested Contexts", "1\n1\n" },
};

static struct buf heard;

static void hear_missing(const char *template, int line, const char *name)
{
	buf_printf(&heard, "missing %s:%d %s;", template, line, name);
}

static void hear_used(const cJSON *value)
{
	buf_printf(&heard, "used %s;", value->string);
}

static void hear_section(const char *template, int line, const char *name, bool inverted,
	bool shown)
{
	buf_printf(&heard, "%s:%d %c%s %s;", template, line, inverted ? '^' : '#', name,
		shown ? "shown" : "hidden");
}

static const struct template_watch missing_only = { .missing = hear_missing };
static const struct template_watch all = { hear_missing, hear_used, hear_section };

static cJSON *document(const char *text)
{
	cJSON *doc;

	assert_int_equal(json_read(text, strlen(text), &doc, NULL), OK);
	return doc;
}

static const struct template *parsed(const char *name, const char *text)
{
	const struct template *t;

	assert_int_equal(template_parse(name, text, strlen(text), &t), OK);
	return t;
}

static const char *filled(const struct template *t, const cJSON *doc, const cJSON *shell)
{
	struct buf out = buf_new(100000);

	heard = buf_new(10000);
	template_render(t, doc, shell, &out);
	return out.data;
}

static const char *file_text(const char *path)
{
	char *text = arena_alloc(100000);
	FILE *file = fopen(path, "re");

	if (!file)
		fail_msg("cannot open %s", path);
	assert_true(fread(text, 1, 99999, file) > 0);
	fclose(file);
	return text;
}

static const char *expected_of(const char *file, const cJSON *test)
{
	for (size_t i = 0; i < countof(differences); i++)
		if (strcmp(differences[i].file, file) == 0
			&& strcmp(differences[i].name, json_text(test, "name")) == 0)
			return differences[i].ours;
	return json_text(test, "expected");
}

/* Each partial is emptied afterwards: the next case may expect that there is none. */
static void run_case(const char *file, const cJSON *test)
{
	const cJSON *partials = json_at(test, "partials"), *partial;
	const char *result;

	cJSON_ArrayForEach(partial, partials)
		parsed(partial->string, partial->valuestring);
	result = filled(parsed("case", json_text(test, "template")), json_at(test, "data"), NULL);
	if (strcmp(result, expected_of(file, test)) != 0)
		fail_msg("%s, \"%s\": got [%s]", file, json_text(test, "name"), result);
	cJSON_ArrayForEach(partial, partials)
		parsed(partial->string, "");
}

static void the_specification_holds(void **state)
{
	size_t count = 0;

	(void)state;
	mustache_watch(&missing_only);
	for (size_t i = 0; i < countof(spec_files); i++) {
		const cJSON *spec, *test;

		spec = document(file_text(arena_printf("%s/tests/unit/mustache_spec/%s.json",
			SOURCE_DIR, spec_files[i])));
		cJSON_ArrayForEach(test, json_at(spec, "tests")) {
			run_case(spec_files[i], test);
			count++;
		}
	}
	assert_true(count >= 112);
	arena_reset();
}

static const struct {
	const char *template, *doc, *shell, *expected, *missing;
} scope_cases[] = {
	{ "{{#a}}{{x}}{{/a}}", "{\"a\":{\"y\":1},\"x\":\"between\"}", "{}", "",
		"missing t:1 x;" },
	{ "{{#a}}{{x}}{{/a}}", "{\"a\":{\"y\":1},\"x\":\"between\"}", "{\"x\":\"shell\"}",
		"shell", "" },
	{ "{{#is_it}}{{x}}{{/is_it}}", "{\"is_it\":true,\"x\":1}", "{}", "1", "" },
	{ "{{#count}}{{.}}{{x}}{{/count}}", "{\"count\":0,\"x\":1}", "{}", "01", "" },
	{ "{{#l}}{{.}}{{x}},{{/l}}", "{\"l\":[\"a\",\"b\"],\"x\":1}", "{}", "a1,b1,", "" },
	{ "{{#l}}{{n}}{{^n}}none{{/n}},{{/l}}", "{\"l\":[{\"n\":1},{\"n\":null}]}", "{}",
		"1,none,", "" },
	{ "{{#s}}{{.}} is {{s}}{{/s}}", "{\"s\":\"bar\"}", "{}", "bar is bar", "" },
	{ "{{#l}}({{#.}}{{.}}{{/.}}){{/l}}", "{\"l\":[[1,2],[\"<\"]]}", "{}", "(12)(&lt;)", "" },
	{ "{{#l}}{{{.}}}{{&.}}{{/l}}", "{\"l\":[\"<\"]}", "{}", "<<", "" },
	{ "{{a}}{{a.b}}", "{\"a\":null}", "{}", "", "" },
	{ "{{#s}}no{{/s}}{{^s}}yes{{/s}}", "{\"s\":\"\"}", "{}", "yes", "" },
	{ "{{o}}{{l}}", "{\"o\":{},\"l\":[]}", "{}", "", "missing t:1 o;missing t:1 l;" },
	{ "\n\n{{x.y}}", "{\"x\":{}}", "{}", "\n\n", "missing t:3 x.y;" },
	{ "{{#x}}{{/x}}{{^y}}-{{/y}}", "{}", "{}", "-", "missing t:1 x;missing t:1 y;" },
	{ "{{form.a}}{{errors.a}}", "{}", "{\"form\":{},\"errors\":{}}", "", "" },
	{ "{{#form}}{{a}}{{b}}{{#c}}x{{/c}}{{/form}}", "{}", "{\"form\":{\"a\":1}}", "1", "" },
	{ "{{form}}", "{}", "{}", "", "missing t:1 form;" },
	{ "{{#form}}{{/form}}{{a}}", "{}", "{\"form\":{\"b\":1}}", "", "missing t:1 a;" },
	{ "{{>nowhere}}", "{}", "{}", "", "missing t:1 nowhere;" },
	{ "{{t}}", "{\"t\":\"<b>'\\\"&\"}", "{}", "&lt;b&gt;&#39;&quot;&amp;", "" },
	{ "{{n}} {{m}} {{b}}", "{\"n\":3,\"m\":2.5,\"b\":true}", "{}", "3 2.5 true", "" },
};

static void names_are_found_near_or_in_the_shell(void **state)
{
	(void)state;
	mustache_watch(&missing_only);
	for (size_t i = 0; i < countof(scope_cases); i++) {
		const char *result = filled(parsed("t", scope_cases[i].template),
			document(scope_cases[i].doc), document(scope_cases[i].shell));

		assert_string_equal(result, scope_cases[i].expected);
		assert_string_equal(heard.data, scope_cases[i].missing);
	}
	arena_reset();
}

static void a_listener_hears_all(void **state)
{
	const struct template *t = parsed("cases/show",
		"{{#a}}\n{{b.c}}\n{{/a}}\n{{^a}}none{{/a}}{{#z}}{{/z}}");

	(void)state;
	mustache_watch(&all);
	filled(t, document("{\"a\":{\"b\":{\"c\":1}},\"z\":false}"), NULL);
	assert_string_equal(heard.data, "used a;cases/show:1 #a shown;used b;used c;"
		"used a;cases/show:4 ^a hidden;used z;cases/show:4 #z hidden;");
	arena_reset();
}

static void partials_indent_through_partials(void **state)
{
	(void)state;
	mustache_watch(&missing_only);
	parsed("inner", "x\n{{#on}}\ny\n{{/on}}\n\nz");
	parsed("outer", "<\n\t{{>inner}}\n{{on}}: {{>inner}}\n>\n");
	assert_string_equal(filled(parsed("t", " {{>outer}}\n."), document("{\"on\":true}"), NULL),
		" <\n \tx\n \ty\n \t\n \tz true: x\ny\n\nz\n >\n.");
	arena_reset();
}

static void endless_partials_end(void **state)
{
	(void)state;
	mustache_watch(&missing_only);
	parsed("loop", "a{{>loop}}");
	assert_true(strlen(filled(template_find("loop"), document("{}"), NULL)) < 100);
	assert_string_equal(heard.data, "missing loop:1 loop;");
	arena_reset();
}

/* Forty lists in one another, each of two: more than anybody lives to see. */
static void what_doubles_ends(void **state)
{
	struct buf text = buf_new(4096), out = buf_new(4096);

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_text(&text, "{{#l}}");
	for (int i = 0; i < 40; i++)
		buf_text(&text, "{{/l}}");
	template_render(parsed("doubles", text.data), document("{\"l\": [1, 2]}"), NULL, &out);
	assert_true(out.is_full);
	arena_reset();
}

static void broken_templates_are_refused(void **state)
{
	static const char *const broken[] = {
		"{{", "{{a", "{{#a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{/a}}", "{{}}", "{{# }}",
		"{{{a}}",
		"{{=x=}}", "{{=a b c=}}", "{{=<% =}}", "{{^a}}{{/ab}}",
		"{{=12345678901234567890 >=}}",
	};
	const struct template *t;

	(void)state;
	for (size_t i = 0; i < countof(broken); i++)
		if (template_parse("broken", broken[i], strlen(broken[i]), &t) != INVALID)
			fail_msg("%s was let in", broken[i]);
	assert_null(template_find("broken"));
	arena_reset();
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void a_folder_is_loaded_by_names(void **state)
{
	char dir[] = "/tmp/mustache_test_XXXXXX";
	const char *cases, *show, *words;

	(void)state;
	mustache_watch(NULL);
	assert_non_null(mkdtemp(dir));
	cases = arena_printf("%s/loaded", dir);
	show = arena_printf("%s/show.html", cases);
	words = arena_printf("%s/words.json", dir);
	assert_int_equal(mkdir(cases, 0700), 0);
	write_file(show, "Hi {{name}}");
	write_file(words, "{}");
	assert_int_equal(templates_load(dir), OK);
	assert_null(template_find("words"));
	assert_string_equal(filled(template_find("loaded/show"),
		document("{\"name\":\"Bo\"}"), NULL), "Hi Bo");
	write_file(show, "Hi {{name");
	assert_int_equal(templates_load(dir), INVALID);
	assert_int_equal(unlink(show) | unlink(words) | rmdir(cases) | rmdir(dir), 0);
	assert_int_equal(templates_load(dir), FAILED);
	arena_reset();
}

static int start(void **state)
{
	(void)state;
	json_init();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_specification_holds),
		cmocka_unit_test(names_are_found_near_or_in_the_shell),
		cmocka_unit_test(a_listener_hears_all),
		cmocka_unit_test(partials_indent_through_partials),
		cmocka_unit_test(endless_partials_end),
		cmocka_unit_test(what_doubles_ends),
		cmocka_unit_test(broken_templates_are_refused),
		cmocka_unit_test(a_folder_is_loaded_by_names),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
