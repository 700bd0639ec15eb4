/* handlers.h: every handler there is, for the table in entries.c. What each does stands beside
 * its path there. */
#ifndef HANDLERS_H
#define HANDLERS_H

#include "api.h"

extern const struct entry entries[];
extern const size_t entry_count;

handler orders_create, orders_list, orders_read, orders_change, orders_refresh, orders_cancel;
handler orders_events, orders_lookup, batch_create, batch_read;
handler reports_create, reports_read, assets_create, assets_read;
handler users_list, users_read, tasks_list, tasks_read, companies_search;
handler hooks_list, hooks_create, hooks_read, hooks_change, hooks_delete, hooks_requests;
handler scenarios_list, scenarios_create, scenarios_read, scenarios_change;

handler hosted_short, hosted_welcome, hosted_start, hosted_sources, hosted_choose, hosted_source;
handler hosted_sign_in, hosted_code, hosted_finish, hosted_style;
handler files_read, phone_page, phone_json, phone_answer;
handler texts_send, texts_look, control_texts, control_mail;

handler truework_create, truework_list, truework_read, truework_cancel, truework_events;
handler truework_reverify, truework_report_read, truework_session, truework_requests;
handler truework_request_read, truework_request_report, truework_request_cancel;
handler widget_open, widget_show, widget_sign_in, control_truework;

handler control_reset, control_faults, control_finish, control_webhooks, control_expire,
	control_truth, control_sums;
handler control_options, control_remind, control_connections, control_events,
	control_adopt;

#endif
