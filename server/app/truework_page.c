/* truework_page.c: Truework for the administrator: whether it is set up is known to the settings,
 * everything else to admin/truework. */
#include "app/truework_page.h"

#include "app/settings.h"
#include "web/page.h"

static bool is_set(const char *setting)
{
	return setting != NULL && setting[0] != '\0';
}

enum status truework_show(struct request *r)
{
	cJSON *set = json_set(r->in, "truework", json_object());

	json_set_bool(set, "is_set", is_set(settings.truework_url));
	json_set_text(set, "version", settings.truework_version);
	json_set_bool(set, "has_widget", is_set(settings.truework_widget));
	return page(r);
}
