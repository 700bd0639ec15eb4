/* environment.c: what the settings say, as a visit wishes it. */
#include "contract/world.h"

#include "app/settings.h"
#include "web/page.h"

#include <string.h>

const cJSON *world_assets;

void world_environment(const char *name)
{
	bool has_county = strncmp(name, "county", 6) == 0;
	const struct page_settings page = {
		"Lakeside County Human Services", name, world_assets, .has_county = has_county,
		.is_county_required = strcmp(name, "county-required") == 0,
	};

	settings.oidc_issuer = has_county ? "https://id.lakeside.test" : "";
	settings.agency_name = "Lakeside County Human Services";
	settings.oidc_client_id = "verify";
	settings.oidc_groups = "groups";
	settings.oidc_required = page.is_county_required;
	page_start(&page);
}
