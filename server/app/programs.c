/* programs.c: what an administrator may change of a program. Which sources, purposes and uses there
 * are is known to the database; here the form is read. */
#include "app/programs.h"

#include "db/db.h"
#include "web/form.h"
#include "web/page.h"

enum status programs_change(struct request *r)
{
	static const struct field fields[] = {
		{ .name = "sent", .label = "form", .kind = CODE, .max = 8 },
		{ .name = "ways", .label = "what comes next", .kind = MANY_OF, .max = 40 },
		{ .name = "purpose", .label = "why we may ask", .kind = CODE, .required = true, .max = 60 },
		{ .name = "use_case", .label = "what for", .kind = CODE, .required = true, .max = 60 },
		{ .name = "needs_consent", .label = "consent", .kind = CHECKBOX },
	};
	const cJSON *changed;
	enum status status;

	if (!form_ok(r, fields, countof(fields)))
		return page_again(r);
	status = db_one("programs/change", r->in, &changed);
	if (status != OK)
		return status;
	page_notice(r, "Saved. It counts from the next order on.");
	return redirect(r, "/admin/programs/%s", json_text(changed, "id"));
}
