/* routes_admin.c: the administrator's rows of THE routes, and those of the API for case systems;
 * routes.c puts them into the one table. */
#include "app/routes.h"

#include "app/api.h"
#include "app/api_admin.h"
#include "app/county.h"
#include "app/programs.h"
#include "app/texts.h"
#include "app/truework_page.h"
#include "app/users.h"
#include "app/webhooks.h"
#include "web/page.h"
#include "web/stream.h"

#define API_MAX (256 * 1024)

const struct route admin_routes[] = {
	/* method, path,              who, handler, query and template, audit */
	{ GET,  "/admin/users",            ADMIN_ROLE, page, "users/index", NULL },
	{ GET,  "/admin/users/new",        ADMIN_ROLE, page, "users/new", NULL },
	{ POST, "/admin/users",            ADMIN_ROLE, users_invite, "users/new", "user.invite" },
	{ GET,  "/admin/users/:id",        ADMIN_ROLE, page, "users/show", NULL },
	{ POST, "/admin/users/:id",        ADMIN_ROLE, users_change, "users/show", "user.change" },
	{ POST, "/admin/users/:id/links",  ADMIN_ROLE, users_link, NULL, "user.link" },
	{ POST, "/admin/users/:id/closure", ADMIN_ROLE, act, "users/disable", "user.disable" },
	{ POST, "/admin/users/:id/opening", ADMIN_ROLE, act, "users/enable", "user.enable" },
	{ POST, "/admin/users/:id/sign-out", ADMIN_ROLE, act, "users/sign_out", "user.sign_out" },
	{ POST, "/admin/users/:id/transfer", ADMIN_ROLE, act, "users/transfer", "user.transfer" },
	{ GET,  "/admin/offices",          ADMIN_ROLE, page, "offices/index", NULL },
	{ POST, "/admin/offices",          ADMIN_ROLE, offices_create, "offices/index", "office.open" },
	{ GET,  "/admin/offices/:id",      ADMIN_ROLE, page, "offices/show", NULL },
	{ POST, "/admin/offices/:id", ADMIN_ROLE, offices_change, "offices/show", "office.change" },

	{ GET,  "/admin/programs",         ADMIN_ROLE, page, "programs/index", NULL },
	{ GET,  "/admin/programs/:id",     ADMIN_ROLE, page, "programs/show", NULL },
	{ POST, "/admin/programs/:id", ADMIN_ROLE, programs_change, "programs/show",
	  "program.change" },

	{ GET,  "/admin/messages",         ADMIN_ROLE, page, "admin/messages", NULL },
	{ GET,  "/admin/messages/:id",     ADMIN_ROLE, texts_show, "admin/message", NULL },
	{ POST, "/admin/messages/:id",     ADMIN_ROLE, texts_save, "admin/message", "text.change" },
	{ POST, "/admin/messages/:id/preview", ADMIN_ROLE, texts_preview, "admin/message", NULL },
	{ GET,  "/admin/truv",             ADMIN_ROLE, page, "admin/truv", NULL },
	{ GET,  "/admin/truv/changes",     ADMIN_ROLE, stream, "admin/topic", NULL },
	{ GET,  "/admin/truework",         ADMIN_ROLE, truework_show, "admin/truework", NULL },
	{ GET,  "/admin/truework/changes", ADMIN_ROLE, stream, "admin/truework_topic", NULL },
	{ POST, "/admin/:provider/key-test", ADMIN_ROLE, act, "providers/key_test",
	  "provider.key_test" },
	{ POST, "/admin/truv/endpoint",    ADMIN_ROLE, act, "providers/enable", "provider.enable" },
	{ POST, "/admin/webhooks/:id/replay", ADMIN_ROLE, act, "webhooks/replay", "webhook.replay" },

	{ GET,  "/admin/api",              ADMIN_ROLE, page, "admin/api", NULL },
	{ POST, "/admin/api/tokens",       ADMIN_ROLE, tokens_create, "admin/api", "token.make" },
	{ POST, "/admin/api/tokens/:id/rotation", ADMIN_ROLE, tokens_rotate, NULL, "token.replace" },
	{ POST, "/admin/api/tokens/:id/end", ADMIN_ROLE, act, "api/token_end", "token.end" },
	{ POST, "/admin/api/endpoints",    ADMIN_ROLE, endpoints_create, "admin/api", "endpoint.make" },
	{ POST, "/admin/api/endpoints/:id/rotation", ADMIN_ROLE, endpoints_rotate, NULL,
	  "endpoint.replace" },
	{ POST, "/admin/api/endpoints/:id/test", ADMIN_ROLE, act, "api/endpoint_test",
	  "endpoint.test" },
	{ POST, "/admin/api/endpoints/:id/end", ADMIN_ROLE, act, "api/endpoint_end", "endpoint.end" },
	{ POST, "/admin/api/deliveries/:id/replay", ADMIN_ROLE, act, "api/delivery_replay",
	  "delivery.replay" },

	{ GET,  "/api/v1/openapi.json",    ANYONE, api_description, NULL, NULL },
	{ GET,  "/api/v1/guide",           ANYONE, page, "api/guide", NULL },
	{ GET,  "/api/v1/token",           MACHINE, page, "api/token", NULL, .scope = "" },
	{ GET,  "/api/v1/programs",        MACHINE, page, "api/programs", NULL, .scope = "" },
	{ GET, "/api/v1/cases", MACHINE, page, "api/cases", "case.list", .scope = "cases:read" },
	{ GET,  "/api/v1/cases/:reference", MACHINE, page, "api/case", "case.view",
	  .scope = "cases:read" },
	{ PUT,  "/api/v1/cases/:reference", MACHINE, api_case_put, "api/case_put", "case.put",
	  .body_max = API_MAX, .scope = "cases:write" },
	{ PUT,  "/api/v1/cases/:reference/members/:member", MACHINE, api_member_put,
	  "api/member_put", "member.put", .scope = "cases:write" },
	{ PUT,  "/api/v1/cases/:reference/loan", MACHINE, api_loan_put, "api/loan_put", "loan.put",
	  .scope = "cases:write" },
	{ POST, "/api/v1/cases/:reference/milestones", MACHINE, api_milestone_reach,
	  "milestones/reach", "milestone.reach", .scope = "milestones:write" },
	{ POST, "/api/v1/cases/:reference/orders", MACHINE, api_order_make, "api/order_make",
	  "order.create", .scope = "orders:write" },
	{ GET,  "/api/v1/cases/:reference/results", MACHINE, page, "api/results", "result.view",
	  .scope = "results:read" },
	{ GET, "/api/v1/orders", MACHINE, page, "api/orders", "order.list", .scope = "orders:read" },
	{ GET, "/api/v1/orders/:id", MACHINE, page, "api/order", "order.view", .scope = "orders:read" },
	{ GET,  "/admin/sign-in",          ADMIN_ROLE, county_show, "admin/sign_in", NULL },
	{ POST, "/admin/sign-in/groups",   ADMIN_ROLE, county_map, "admin/sign_in", "group.open" },
	{ POST, "/admin/sign-in/groups/:id/removal", ADMIN_ROLE, act, "county/unmap", "group.close" },
	{ POST, "/admin/sign-in/emergency", ADMIN_ROLE, act, "county/emergency", "emergency.add" },
	{ POST, "/admin/sign-in/emergency/:id/removal", ADMIN_ROLE, act, "county/emergency_end",
	  "emergency.end" },
	{ POST, "/admin/sign-in/uses/:id/reading", ADMIN_ROLE, act, "county/use_seen",
	  "emergency.see" },
};
const size_t admin_route_count = countof(admin_routes);
