/* files.c: the portal's own files, as the contract test reads them. */
#include "base/arena.h"
#include "contract/world.h"

#include <assert.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *world_share(const char *below)
{
	const char *dir = getenv("SHARE_DIR");

	return arena_printf("%s/%s", dir ? dir : SOURCE_DIR, below);
}

const char *file_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL, *kept;
	size_t size = 0;
	ssize_t len;

	if (!file)
		return NULL;
	len = getdelim(&text, &size, '\0', file);
	kept = forever_copy(text, len < 0 ? 0 : (size_t)len);
	free(text);
	fclose(file);
	return kept;
}

const char *world_file(const char *folder, const char *name, const char *ending)
{
	return file_text(world_share(arena_printf("%s/%s%s", folder, name, ending)));
}

/* nftw() tells its callback nothing of its own: what world_names() looks for stands here. */
static struct {
	const char **names, *ending;
	size_t count, max, root_len;
} search;

static int on_file(const char *path, const struct stat *about, int type, struct FTW *place)
{
	size_t len = strlen(path), ending = strlen(search.ending);

	(void)about;
	(void)place;
	if (type != FTW_F || len < ending || strcmp(path + len - ending, search.ending) != 0)
		return 0;
	assert(search.count < search.max);
	path += search.root_len + 1;
	search.names[search.count++] = forever_copy(path, len - search.root_len - 1 - ending);
	return 0;
}

size_t world_names(const char *folder, const char *ending, const char *names[], size_t max)
{
	const char *root = world_share(folder);

	search.names = names;
	search.ending = ending;
	search.count = 0;
	search.max = max;
	search.root_len = strlen(root);
	if (nftw(root, on_file, 16, FTW_PHYS) != 0)
		abort();
	return search.count;
}
