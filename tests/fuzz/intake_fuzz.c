/* intake_fuzz.c: any bytes as a report from the provider, through cutting, shaping and comparing.
 * Nothing may crash, no SSN written with dashes may remain, shaping twice changes nothing, and the
 * same report has one fingerprint. */
#include "fuzz.h"

#include "app/identity.h"
#include "app/intake.h"
#include "truv/private.h"

static bool is_ssn(const char *at)
{
	static const char shape[] = "ddd-dd-dddd";

	for (size_t i = 0; shape[i] != '\0'; i++)
		if (shape[i] == 'd' ? !isdigit((unsigned char)at[i]) : at[i] != '-')
			return false;
	return !isdigit((unsigned char)at[sizeof shape - 1]);
}

static void hold_no_ssn(const cJSON *doc)
{
	const cJSON *member;
	const char *text = cJSON_IsString(doc) ? doc->valuestring : "";

	for (size_t i = 0; text[i] != '\0'; i++)
		assert((i > 0 && isdigit((unsigned char)text[i - 1])) || !is_ssn(text + i));
	cJSON_ArrayForEach(member, doc)
		hold_no_ssn(member);
}

static void take_in(cJSON *report)
{
	const char *once;
	cJSON *said;

	truv_cut(report);
	hold_no_ssn(report);
	intake_shape(report);
	once = json_print(report);
	intake_shape(report);
	assert(strcmp(once, json_print(report)) == 0);
	assert(strcmp(intake_fingerprint(report), intake_fingerprint(json_copy(report))) == 0);
	said = identity_said(report);
	identity_all_doubts(report, said, said);
	assert(identity_score(report, said) <= 100);
	identity_rows(report, said);
	intake_keep_own(report, said);
	intake_drop(report, said);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cJSON *doc;

	if (json_read((const char *)data, size, &doc, NULL) == OK && cJSON_IsObject(doc))
		take_in(doc);
	arena_reset();
	return 0;
}
