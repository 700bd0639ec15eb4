/* mime_fuzz.c: any text as the names, addresses and texts of a letter. Nothing in them adds a line
 * to its head or ends it early. */
#include "fuzz.h"

#include "base/mime.h"

static const char *const ours[] = {
	"Date: ", "From: ", "To: ", "Subject: ", "Message-ID: ", "MIME-Version: ", "Content-",
	"Auto-Submitted: ", " ",
};

static bool is_ours(const char *line)
{
	for (size_t i = 0; i < countof(ours); i++)
		if (strncmp(line, ours[i], strlen(ours[i])) == 0)
			return true;
	return false;
}

static void hold_letter(const char *message)
{
	const char *end = strstr(message, "\r\n\r\n"), *line;

	assert(end);
	for (line = message; line < end; line = strstr(line, "\r\n") + 2)
		assert(is_ours(line));
	for (line = end; *line; line++)
		assert((unsigned char)*line < 0x7f && (*line != '\n' || line[-1] == '\r'));
	assert(!strstr(end, "\r\n.\r\n"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { (const char *)data, (const char *)data + size };
	struct letter letter = {
		.from = "verify@lakeside.test", .language = "en", .id = "a1", .at = 1800000000,
	};
	size_t len;

	if (!utf8_ok((const char *)data, size))
		return -1;
	letter.to = input_line(&in);
	letter.from_name = input_line(&in);
	letter.subject = input_line(&in);
	letter.body = input_rest(&in, &len);
	if (mime_address_ok(letter.to))
		hold_letter(mime_message(&letter));
	arena_reset();
	return 0;
}
