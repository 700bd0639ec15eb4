/* routes.c: THE routes: every address the program answers, who may come, and what answers. From
 * here to the page: server/sql/NAME.sql and templates/NAME.html. The rows of the administrator's
 * room and of the API stand in routes_admin.c. */
#include "app/routes.h"

#include "app/audit.h"
#include "app/batches.h"
#include "app/calls.h"
#include "app/campaigns.h"
#include "app/cases.h"
#include "app/client_session.h"
#include "app/county.h"
#include "app/declarations.h"
#include "app/displays.h"
#include "app/exports.h"
#include "app/factors.h"
#include "app/home.h"
#include "app/household.h"
#include "app/imports.h"
#include "app/links.h"
#include "app/me.h"
#include "app/message_check.h"
#include "app/messages.h"
#include "app/milestones.h"
#include "app/ops.h"
#include "app/order_actions.h"
#include "app/orders.h"
#include "app/quarantine.h"
#include "app/refreshes.h"
#include "app/report_page.h"
#include "app/restricted.h"
#include "app/resends.h"
#include "app/review.h"
#include "app/review_assets.h"
#include "app/review_hours.h"
#include "app/reviews.h"
#include "app/sheet.h"
#include "app/search.h"
#include "app/sources.h"
#include "app/ssn.h"
#include "app/tasks.h"
#include "app/webhooks.h"
#include "app/worklist.h"
#include "web/assets.h"
#include "web/page.h"
#include "web/session.h"
#include "web/signin.h"
#include "web/stream.h"

#include <assert.h>
#include <string.h>

#define ROUTES_MAX 512
#define HOOK_MAX (256 * 1024)
#define SHEET_MAX (256 * 1024)
#define IMPORT_MAX (IMPORT_BYTES_MAX + 64 * 1024)   /* the file and what is around it */

static const struct route own_routes[] = {
	/* method, path,              who, handler, query and template, audit */
	{ GET,  "/signin",                 ANYONE, signin_form, "signin", NULL },
	{ POST, "/signin",                 ANYONE, signin_password, "signin", NULL },
	{ GET,  "/signin/totp",            ANYONE, signin_code_form, "signin/totp", NULL },
	{ POST, "/signin/totp",            ANYONE, signin_code, "signin/totp", NULL },
	{ GET,  "/signin/setup",           ANYONE, factor_setup_form, "signin/setup", NULL },
	{ POST, "/signin/setup",           ANYONE, factor_setup, "signin/setup", NULL },
	{ GET,  "/welcome/:token",         ANYONE, link_show, "signin/welcome", NULL },
	{ POST, "/welcome/:token",         ANYONE, link_use, "signin/welcome", NULL },
	{ GET,  "/locked",                 ANYONE, signin_locked, "signin/locked", NULL },
	{ POST, "/locked",                 ANYONE, signin_unlock, "signin/locked", NULL },
	{ POST, "/lock",                   STAFF, session_lock, NULL, "session.lock" },
	{ POST, "/signout",                STAFF, session_close, NULL, NULL },
	{ GET,  "/clock",                  STAFF, session_clock, NULL, NULL },
	{ POST, "/draft",                  STAFF, draft_keep, NULL, NULL },
	{ POST, "/draft/return",           STAFF, draft_return, NULL, NULL },
	{ GET,  "/me",                     STAFF, page, "me/show", NULL },
	{ POST, "/me/password",            STAFF, me_password, "me/show", NULL },
	{ POST, "/me/sessions/end",        STAFF, act, "me/sessions_end", "session.end" },
	{ POST, "/me/sessions/:id/end",    STAFF, act, "me/session_end", "session.end" },
	{ GET,  "/me/factor",              STAFF, page, "me/factor", NULL },
	{ POST, "/me/factor",              STAFF, me_factor, "me/factor", NULL },
	{ GET,  "/me/factor/setup",        STAFF | FRESH, factor_setup_form, "me/setup", NULL },
	{ POST, "/me/factor/setup",        STAFF | FRESH, factor_setup, "me/setup", NULL },
	{ POST, "/me/codes",               STAFF | FRESH, factor_codes, NULL, NULL },
	{ GET,  "/signin/county",          ANYONE, county_begin, "county/refused", NULL },
	{ GET,  "/signin/county/return",   ANYONE, county_return, "county/refused", NULL },
	{ GET,  "/signin/county/end",      ANYONE, county_end, NULL, NULL },
	{ GET,  "/signed-out",             ANYONE, page, "county/left", NULL },
	{ GET,  "/",                       STAFF, home_show, "home/show", NULL },
	{ GET,  "/changes",                STAFF, stream, "home/topic", NULL },
	{ GET,  "/parts",                  STAFF, page, "parts", NULL },
	{ GET,  "/static/:name",           ANYONE, asset, NULL, NULL },

	{ GET,  "/cases",                  CASE_STAFF, page, "cases/index", "case.list" },
	{ GET,  "/cases/changes",          CASE_STAFF, stream, "cases/list_topic", NULL },
	{ GET,  "/cases/new",              CASE_STAFF, page, "cases/new", NULL },
	{ POST, "/cases",                  CASE_STAFF, cases_create, "cases/new", "case.open" },
	{ GET,  "/cases/:id",              CASE_STAFF, page, "cases/show", "case.view" },
	{ GET,  "/cases/:id/changes",      CASE_STAFF, stream, "cases/topic", NULL },
	{ POST, "/cases/:id/notes",        CASE_STAFF, notes_create, "cases/show", "note.add" },
	{ GET,  "/cases/:id/verify",       CASE_STAFF, page, "cases/verify", "case.view" },
	{ POST, "/cases/:id/verification", CASE_STAFF, household_verify, "cases/verify",
	  "order.create" },
	{ POST, "/cases/:id/employers", CASE_STAFF, household_find, "cases/verify", "employer.find" },

	{ GET,  "/calls/new",              CASE_STAFF, page, "calls/new", "call.list" },
	{ POST, "/calls/search",           CASE_STAFF, calls_find, "calls/new", "call.find" },
	{ POST, "/calls/callers",          CASE_STAFF, calls_meet, "calls/new", "case.open" },
	{ POST, "/calls",                  CASE_STAFF, act, "calls/create", "call.begin" },
	{ GET,  "/calls/:id",              CASE_STAFF, calls_show, "calls/show", "call.view" },
	{ GET,  "/calls/:id/changes",      CASE_STAFF, stream, "calls/topic", NULL },
	{ POST, "/calls/:id/identity",     CASE_STAFF, calls_check, "calls/show", "call.check" },
	{ POST, "/calls/:id/language",     CASE_STAFF, calls_speak, "calls/show", "call.speak" },
	{ POST, "/calls/:id/member",       CASE_STAFF, act, "calls/turn", "call.turn" },
	{ POST, "/calls/:id/step",         CASE_STAFF, act, "calls/step", "call.step" },
	{ POST, "/calls/:id/agent",        CASE_STAFF, act, "calls/take", "call.take" },
	{ POST, "/calls/:id/messages",     CASE_STAFF, calls_send, "calls/show", "call.send" },
	{ POST, "/calls/:id/note",         CASE_STAFF, calls_note, "calls/wrap", "call.note" },
	{ GET,  "/calls/:id/wrap",         CASE_STAFF, page, "calls/wrap", "call.view" },
	{ POST, "/calls/:id/wrap",         CASE_STAFF, calls_wrap, "calls/wrap", "call.end" },
	{ GET,  "/cases/:id/milestones",   CASE_STAFF, page, "cases/milestones", "case.view" },
	{ POST, "/cases/:id/milestones",   CASE_STAFF, milestones_reach, "cases/milestones",
	  "milestone.reach" },
	{ POST, "/cases/:id/worker",       CASE_STAFF, act, "cases/assign", "case.assign" },
	{ GET,  "/cases/:id/tasks/new",    CASE_STAFF, page, "tasks/new", "case.view" },
	{ POST, "/cases/:id/tasks",        CASE_STAFF, tasks_create, "tasks/new", "task.open" },

	{ GET,  "/cases/:id/restriction",  SUPERVISOR_ROLE, page, "cases/restriction", "case.view" },
	{ POST, "/cases/:id/restriction",  SUPERVISOR_ROLE, restriction_set, "cases/restriction",
	  "case.restrict" },
	{ POST, "/cases/:id/restriction-end", SUPERVISOR_ROLE, restriction_lift,
	  "cases/restriction", "case.unrestrict" },
	{ GET,  "/cases/:id/opening",      CASE_STAFF, page, "cases/opening", "case.ask_open" },
	{ POST, "/cases/:id/openings", CASE_STAFF, opening_make, "cases/opening", "case.break_glass" },
	{ POST, "/cases/:id/opening-end",  CASE_STAFF, act, "cases/opening_end", "case.leave" },

	{ GET,  "/search",                 CASE_STAFF, search_show, "search/show", "search.find" },
	{ POST, "/search",                 CASE_STAFF, search_ask, "search/show", "search.find" },
	{ GET,  "/members/:id/ssn",        CASEWORKER, ssn_show, "members/ssn", "member.view" },
	{ POST, "/members/:id/ssn",       CASEWORKER | FRESH, ssn_reveal, "members/ssn", "ssn.reveal" },
	{ GET,  "/worklist",               CASE_STAFF, page, "worklist/show", "work.list" },
	{ GET,  "/worklist/changes",       CASE_STAFF, stream, "cases/list_topic", NULL },
	{ POST, "/worklist/next",          CASE_STAFF, worklist_next, NULL, "work.take" },
	{ GET,  "/worklist/views/new",     CASE_STAFF, page, "worklist/view", NULL },
	{ POST, "/worklist/views",         CASE_STAFF, views_create, "worklist/view", NULL },
	{ POST, "/worklist/views/:id/removal", CASE_STAFF, act, "worklist/view_remove", NULL },
	{ POST, "/worklist/selection",     CASE_STAFF, batches_create, NULL, "batch.make" },
	{ GET,  "/worklist/batches/:id",   CASE_STAFF, page, "batches/show", "batch.view" },
	{ GET,  "/worklist/batches/:id/changes", CASE_STAFF, stream, "batches/topic", NULL },
	{ POST, "/worklist/batches/:id/start", CASE_STAFF, batches_start, "batches/show",
	  "batch.start" },
	{ POST, "/worklist/batches/:id/end", CASE_STAFF, act, "batches/stop", "batch.stop" },
	{ GET,  "/worklist/batches/:id/file", CASE_STAFF, batches_file, NULL, "batch.export" },
	{ GET,  "/tasks/:id",              CASE_STAFF, page, "tasks/show", "task.view" },
	{ POST, "/tasks/:id/completion",   CASE_STAFF, tasks_complete, "tasks/show", "task.complete" },
	{ POST, "/tasks/:id/snooze",       CASE_STAFF, tasks_snooze, "tasks/show", "task.snooze" },
	{ POST, "/tasks/:id/waking",       CASE_STAFF, act, "tasks/wake", "task.wake" },
	{ POST, "/tasks/:id/reopening",    CASE_STAFF, act, "tasks/reopen", "task.reopen" },
	{ POST, "/tasks/:id/owner",        CASE_STAFF, tasks_take, NULL, "task.take" },

	{ GET,  "/team",                   SUPERVISOR_ROLE, page, "team/show", "team.view" },
	{ POST, "/team/sharing",           SUPERVISOR_ROLE, act, "team/share", "team.share" },
	{ GET,  "/team/people/:id",        SUPERVISOR_ROLE, page, "team/person", NULL },
	{ POST, "/team/people/:id",        SUPERVISOR_ROLE, act, "team/skills", "team.skills" },

	{ GET,  "/team/lookups",           SUPERVISOR_ROLE, page, "lookups/index", "lookup.list" },
	{ GET,  "/lookups/:id",            SUPERVISOR_ROLE, page, "lookups/show", "lookup.view" },
	{ POST, "/lookups/:id/disposition", SUPERVISOR_ROLE, lookup_decide, "lookups/show",
	  "lookup.decide" },

	{ GET,  "/orders/:id",             CASE_STAFF, page, "orders/show", "order.view" },
	{ GET,  "/orders/:id/changes",     CASE_STAFF, stream, "orders/topic", NULL },
	{ GET,  "/orders/:id/qr",          DESK, page, "orders/qr", "order.show_code" },
	{ GET,  "/orders/:id/code.svg",    DESK, orders_code, NULL, "order.show_code" },
	{ GET,  "/orders/:id/fix",         CASE_STAFF, page, "orders/fix", "order.view" },
	{ POST, "/orders/:id/correction",  CASE_STAFF, orders_correct, "orders/fix", "order.correct" },
	{ POST, "/orders/:id/resending",   CASE_STAFF, act, "orders/resend", "order.resend" },
	{ GET,  "/orders/:id/change",      CASE_STAFF, page, "orders/change", "order.view" },
	{ POST, "/orders/:id/delivery", CASE_STAFF, orders_deliver, "orders/change", "order.deliver" },
	{ POST, "/orders/:id/language",    CASE_STAFF, orders_speak, "orders/change", "order.speak" },
	{ POST, "/orders/:id/cancellation", CASE_STAFF, orders_cancel, "orders/change",
	  "order.cancel" },
	{ GET,  "/orders/:id/replacement", CASE_STAFF, page, "orders/replacement", "order.view" },
	{ POST, "/orders/:id/replacement", CASE_STAFF, orders_replace, "orders/replacement",
	  "order.replace" },
	{ GET,  "/orders/:id/source",      CASE_STAFF, page, "orders/source", "order.view" },
	{ POST, "/orders/:id/successor",   CASE_STAFF, sources_succeed, "orders/source",
	  "order.succeed" },
	{ POST, "/messages/:id/resending", CASE_STAFF, act, "messages/again", "message.resend" },
	{ POST, "/messages/:id/arrival",   CASE_STAFF, act, "messages/arrived", "message.arrive" },
	{ POST, "/orders/:id/inquiry",     CASE_STAFF, orders_inquire, NULL, "order.inquire" },
	{ GET,  "/orders/:id/refresh",     CASE_STAFF, page, "orders/refresh", "order.view" },
	{ POST, "/orders/:id/refreshes",   CASE_STAFF, refreshes_make, "orders/refresh",
	  "order.refresh" },
	{ GET,  "/orders/:id/events",      CASE_STAFF, page, "orders/events", "order.events" },
	{ POST, "/orders/:id/events",      CASE_STAFF, act, "orders/events_ask", "order.ask_events" },
	{ GET,  "/orders/:id/messages",    CASE_STAFF, page, "orders/messages", "order.view" },
	{ POST, "/orders/:id/messages",    CASE_STAFF, orders_send_again, "orders/messages",
	  "order.send_again" },
	{ POST, "/orders/:id/reminder-stop", CASE_STAFF, act, "reminders/stop",
	  "order.stop_reminders" },
	{ POST, "/orders/:id/reminder-start", CASE_STAFF, act, "reminders/start",
	  "order.start_reminders" },
	{ GET,  "/orders/:id/report",      CASEWORKER, report_show, "reports/show", "report.view" },
	{ GET,  "/orders/:id/report/checks", CASEWORKER, page, "reports/checks", "report.view" },
	{ GET,  "/orders/:id/report/entries", CASEWORKER, page, "reports/entries", "report.view" },
	{ GET,  "/orders/:id/report/papers/:paper", CASEWORKER, report_paper, "reports/paper",
	  "report.paper" },
	{ POST, "/orders/:id/reading", CASEWORKER, report_again, "reports/show", "report.ask_again" },

	{ GET,  "/orders/:id/identity",    CASEWORKER, page, "orders/identity", "order.compare" },
	{ POST, "/orders/:id/release",     CASEWORKER, quarantine_release, "orders/identity",
	  "report.release" },
	{ POST, "/orders/:id/rejection",   CASEWORKER, quarantine_reject, "orders/identity",
	  "report.reject" },

	{ GET,  "/review",                 CASEWORKER, page, "reviews/index", "review.list" },
	{ GET,  "/review/changes",         CASEWORKER, stream, "reviews/list_topic", NULL },
	{ GET,  "/review/:id",             CASEWORKER, reviews_show, "reviews/show", "review.view" },
	{ GET,  "/review/:id/live",        CASEWORKER, stream, "reviews/topic", NULL },
	{ POST, "/review/:id/decision", CASEWORKER, reviews_decide, "reviews/show", "review.decide" },
	{ GET, "/review/:id/changes", CASEWORKER, changes_show, "reviews/changes", "review.compare" },
	{ POST, "/review/:id/dispositions", CASEWORKER, changes_dispose, "reviews/changes",
	  "review.dispose" },
	{ GET,  "/review/:id/assets",      CASEWORKER, assets_show, "reviews/assets", "review.assets" },
	{ POST, "/review/:id/asset-choices", CASEWORKER, assets_choose, "reviews/assets",
	  "review.weigh" },
	{ GET,  "/review/:id/hours",       CASEWORKER, hours_show, "reviews/hours", "review.hours" },
	{ GET,  "/review/:id/income",      CASEWORKER, sheet_show, "reviews/income", "income.view" },
	{ POST, "/review/:id/reckoning",   CASEWORKER, sheet_reckon, "reviews/income",
	  "income.reckon", SHEET_MAX },
	{ POST, "/review/:id/draft",       CASEWORKER, sheet_save, "reviews/income", "income.save",
	  SHEET_MAX },
	{ POST, "/review/:id/confirmation", CASEWORKER, sheet_confirm, "reviews/income",
	  "income.confirm", SHEET_MAX },
	{ GET,  "/review/:id/note",        CASEWORKER, sheet_note_show, "reviews/note", "income.note" },
	{ GET,  "/review/:id/print",       CASEWORKER, sheet_print, "reviews/income", "income.print" },
	{ GET,  "/members/:id/declaration", CASEWORKER, declarations_show, "declarations/show",
	  "member.view" },
	{ POST, "/members/:id/declarations", CASEWORKER, declarations_create, "declarations/show",
	  "member.declare" },

	{ GET,  "/renewals",               CASEWORKER, page, "renewals/index", NULL },
	{ GET,  "/renewals/changes",       CASEWORKER, stream, "cases/list_topic", NULL },
	{ GET,  "/renewals/new",           SUPERVISOR_ROLE, page, "renewals/new", NULL },
	{ POST, "/renewals", SUPERVISOR_ROLE, campaigns_create, "renewals/new", "campaign.describe" },
	{ GET,  "/renewals/:id",           CASEWORKER, page, "renewals/show", NULL },
	{ GET,  "/renewals/:id/changes",   CASEWORKER, stream, "renewals/topic", NULL },
	{ GET,  "/renewals/:id/people",    CASEWORKER, page, "renewals/people", "campaign.list" },
	{ GET,  "/renewals/:id/people.csv", CASEWORKER, file_show, "renewals/people_file",
	  "campaign.export" },
	{ POST, "/renewals/:id/run",       SUPERVISOR_ROLE, act, "renewals/start", "campaign.start" },
	{ POST, "/renewals/:id/approval",  SUPERVISOR_ROLE, act, "renewals/approve",
	  "campaign.approve" },
	{ POST, "/renewals/:id/pause",     SUPERVISOR_ROLE, act, "renewals/pause", "campaign.pause" },
	{ POST, "/renewals/:id/resumption", SUPERVISOR_ROLE, act, "renewals/resume",
	  "campaign.resume" },
	{ POST, "/renewals/:id/pace",      SUPERVISOR_ROLE, act, "renewals/pace", "campaign.pace" },
	{ POST, "/renewals/:id/end",       SUPERVISOR_ROLE, act, "renewals/stop", "campaign.stop" },
	{ POST, "/renewals/:id/retries",   SUPERVISOR_ROLE, act, "renewals/retry", "campaign.retry" },

	{ GET,  "/imports",                SUPERVISOR_ROLE, page, "imports/index", NULL },
	{ GET,  "/imports/changes",        SUPERVISOR_ROLE, stream, "cases/list_topic", NULL },
	{ GET,  "/imports/new",            SUPERVISOR_ROLE, page, "imports/new", NULL },
	{ POST, "/imports",                SUPERVISOR_ROLE, imports_create, "imports/new",
	  "import.upload", IMPORT_MAX, .takes_file = true },
	{ GET,  "/imports/:id",            SUPERVISOR_ROLE, page, "imports/show", "import.view" },
	{ GET,  "/imports/:id/changes",    SUPERVISOR_ROLE, stream, "imports/topic", NULL },
	{ GET,  "/imports/:id/columns",    SUPERVISOR_ROLE, page, "imports/columns", "import.view" },
	{ POST, "/imports/:id/columns",    SUPERVISOR_ROLE, imports_columns, "imports/columns",
	  "import.columns" },
	{ POST, "/imports/:id/run",        SUPERVISOR_ROLE, act, "imports/start", "import.run" },
	{ POST, "/imports/:id/end",        SUPERVISOR_ROLE, act, "imports/stop", "import.drop" },
	{ GET,  "/imports/:id/refused.csv", SUPERVISOR_ROLE, imports_refused, NULL, "import.refused" },

	{ GET,  "/exports",                SUPERVISOR_ROLE, page, "exports/index", NULL },
	{ GET,  "/exports/new",            SUPERVISOR_ROLE, page, "exports/new", NULL },
	{ POST, "/exports", SUPERVISOR_ROLE, exports_create, "exports/new", "export.make" },
	{ GET,  "/exports/:id",            SUPERVISOR_ROLE, page, "exports/show", NULL },
	{ GET,  "/exports/:id/changes",    SUPERVISOR_ROLE, stream, "exports/topic", NULL },
	{ GET,  "/exports/:id/file",       SUPERVISOR_ROLE, exports_file, NULL, "export.fetch" },

	{ GET,  "/desk",                   DESK, page, "desk/show", "visitor.list" },
	{ GET,  "/desk/changes",           DESK, stream, "desk/topic", NULL },
	{ GET,  "/desk/visitors/new",      DESK, page, "desk/new", "visitor.find" },
	{ POST, "/desk/visitors",          DESK, act, "visitors/create", "visitor.add" },
	{ POST, "/desk/visitors/:id/help", DESK, act, "visitors/help", "visitor.ask_help" },
	{ POST, "/desk/visitors/:id/help-end", DESK, act, "visitors/helped", "visitor.help" },
	{ POST, "/desk/visitors/:id/departure", DESK, act, "visitors/leave", "visitor.leave" },
	{ GET,  "/desk/displays",          DESK, page, "desk/displays", NULL },
	{ POST, "/desk/displays",          DESK, displays_pair, "desk/displays", "display.pair" },
	{ POST, "/desk/displays/:id/blank", DESK, act, "displays/blank", "display.blank" },
	{ POST, "/desk/displays/:id/code", DESK, act, "displays/code_again", "display.show_code" },
	{ POST, "/desk/displays/:id/help-end", DESK, act, "displays/helped", "display.help" },
	{ POST, "/desk/displays/:id/removal", DESK, act, "displays/remove", "display.remove" },
	{ POST, "/orders/:id/showing",     DESK, act, "displays/show", "order.show_code" },
	{ GET,  "/orders/:id/handout",     DESK, handout_show, "client/handout", "order.print" },

	{ GET,  "/display",                ANYONE, display_start, NULL, NULL },
	{ GET,  "/display/:token",         ANYONE, display_pairing, "client/pairing", NULL },
	{ GET,  "/display/:token/changes", ANYONE, stream, "displays/pairing_topic", NULL },
	{ GET,  "/d/:token",               ANYONE, display_show, "client/display", NULL },
	{ GET,  "/d/:token/changes",       ANYONE, stream, "displays/topic", NULL },
	{ GET,  "/d/:token/code.svg",      ANYONE, display_code, NULL, NULL },
	{ POST, "/d/:token/language",      ANYONE, display_press, "displays/language", NULL },
	{ POST, "/d/:token/size",          ANYONE, display_press, "displays/size", NULL },
	{ POST, "/d/:token/help",          ANYONE, display_press, "displays/help", NULL },
	{ GET,  "/go/:code",               ANYONE, link_open, NULL, NULL },
	{ GET,  "/v/:code",                ANYONE, client_session_show, "client/session", NULL },
	{ GET,  "/v/:code/changes",        ANYONE, stream, "client/session_topic", NULL },

	{ GET,  "/messages/check",         DESK, page, "messages/check", NULL },
	{ POST, "/messages/check",         DESK, page, "messages/check", "message.check" },
	{ GET,  "/check",                  ANYONE, message_check, "client/check", NULL },
	{ POST, "/check",                  ANYONE, message_check, "client/check", NULL },

	{ GET,  "/audit",                  AUDITOR_ROLE, page, "audit/index", "audit.view" },
	{ GET,  "/audit/file",             AUDITOR_ROLE, audit_file, NULL, "audit.export" },
	{ GET,  "/audit/cases/:id",        AUDITOR_ROLE, page, "audit/case", "audit.look" },

	{ POST, "/webhooks/truv",          SIGNED, truv_receive, NULL, NULL, HOOK_MAX, LISTEN_HOOKS },
	{ POST, "/webhooks/truework", SIGNED, truework_receive, NULL, NULL, HOOK_MAX, LISTEN_HOOKS },
	{ POST, "/webhooks/sms",           SIGNED, sms_receive, NULL, NULL, HOOK_MAX, LISTEN_HOOKS },
	{ POST, "/webhooks/county",        SIGNED, county_told, NULL, NULL, 0, LISTEN_HOOKS },

	{ GET,  "/healthz",                ANYONE, ops_health, NULL, NULL, 0, LISTEN_OPS },
	{ GET,  "/readyz",                 ANYONE, ops_ready, NULL, NULL, 0, LISTEN_OPS },
	{ GET,  "/metrics",                ANYONE, ops_metrics, NULL, NULL, 0, LISTEN_OPS },
};

static struct route table[ROUTES_MAX];
const struct route *const routes = table;
size_t route_count;

void routes_join(void)
{
	size_t own = countof(own_routes);

	assert(own + admin_route_count <= ROUTES_MAX);
	memcpy(table, own_routes, sizeof own_routes);
	memcpy(table + own, admin_routes, admin_route_count * sizeof *admin_routes);
	route_count = own + admin_route_count;
}
