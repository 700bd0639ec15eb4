/* device.c: the browsers and systems people know by name. Who lies here gains nothing: the words
 * only help somebody tell their own sessions apart. */
#include "web/device.h"
#include "base/arena.h"
#include <string.h>

struct mark {
	const char *mark, *word;
};

/* The first that fits: Edge and Opera also call themselves Chrome, and Chrome calls itself
 * Safari. */
static const struct mark browsers[] = {
	{ "Edg", "Edge" }, { "OPR/", "Opera" }, { "Firefox/", "Firefox" }, { "FxiOS/", "Firefox" },
	{ "CriOS/", "Chrome" }, { "Chrome/", "Chrome" }, { "Safari/", "Safari" },
};
static const struct mark systems[] = {
	{ "iPhone", "iPhone" }, { "iPad", "iPad" }, { "Android", "Android" }, { "Windows", "Windows" },
	{ "CrOS", "ChromeOS" }, { "Mac OS X", "Mac" }, { "Linux", "Linux" },
};

static const char *word_for(const struct mark *marks, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(text, marks[i].mark))
			return marks[i].word;
	return NULL;
}

const char *device_words(const char *user_agent)
{
	const char *agent = user_agent ? user_agent : "";
	const char *browser = word_for(browsers, countof(browsers), agent);
	const char *system = word_for(systems, countof(systems), agent);

	if (!browser && !system)
		return "A browser";
	if (!system)
		return browser;
	return arena_printf("%s on %s", browser ? browser : "A browser", system);
}
