/* note.h: the case note: the derivation as plain text of a set width, to be pasted into a case
 * system. It is written from the steps of income.h and adds no figure of its own. */
#ifndef NOTE_H
#define NOTE_H

#include "app/income.h"

#define NOTE_WIDTH 77
#define NOTE_WIDTH_MIN 40
#define NOTE_WIDTH_MAX 132

/* What the note says beside the figures. Texts may be NULL: then nothing stands there. */
struct note {
	int width;                      /* characters; 0 is NOTE_WIDTH, else held within the bounds */
	const char *person, *reference; /* the member's name, the agency's case number */
	const char *sources;            /* "payroll via Truv, read 11/20/2026 9:41 AM" */
	const char *const *remarks;     /* one for each job: "Not declared." */
	const char *decision;           /* "Accepted. Reason: …" */
	const char *worker;             /* who decided */
};

/* The text, lines ended by \n, in the arena. No line is longer than the width: words are wrapped,
 * and a word longer than a line is cut. Steps that are the same for every program are told once.
 * Letters of all scripts count as one character each. More than 4 MB are one line that says so. */
const char *note_write(const struct note *note, const struct sheet *sheet,
		       const struct income *income);

#endif
