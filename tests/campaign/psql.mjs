// psql.mjs: a witness in the database: one psql that stays open, past every rule of who may see
// what. When Postgres dies under it, the next question opens another.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export class Psql {
	constructor(host, port, name) {
		this.args = ['-X', '-q', '-A', '-t', '-h', host, '-p', String(port), '-U', 'postgres',
			'-d', name];
		this.queue = Promise.resolve();
		this.asked = 0;
	}

	open() {
		this.child = spawn('psql', this.args, { stdio: ['pipe', 'pipe', 'pipe'],
			env: { ...process.env, PGOPTIONS: '-c app.sees_all=true -c statement_timeout=5000',
				PGCONNECT_TIMEOUT: '3' } });
		this.said = this.problem = '';
		this.isGone = false;
		this.child.stdout.on('data', (bytes) => { this.said += bytes; this.look?.(); });
		this.child.stderr.on('data', (bytes) => { this.problem += bytes; });
		this.child.stdin.on('error', () => {});
		this.child.on('exit', () => { this.isGone = true; this.look?.(); });
	}

	// What the statement gives, as text; throws when there was nobody to ask or it was wrong.
	ask(statement) {
		const answer = this.queue.then(() => this.one(statement));
		this.queue = answer.catch(() => {});
		return answer;
	}

	one(statement) {
		if (!this.child || this.isGone)
			this.open();
		const mark = `mark-${++this.asked}`;
		this.problem = '';
		return new Promise((done, fail) => {
			this.look = () => {
				const at = this.said.indexOf(`${mark}\n`);
				if (at < 0 && !this.isGone)
					return;
				const text = this.said.slice(0, at);
				this.said = this.said.slice(at + mark.length + 1);
				this.look = null;
				if (at < 0 || /ERROR|FATAL/.test(this.problem))
					fail(new Error(this.problem || 'psql is gone'));
				else
					done(text.trim());
			};
			this.child.stdin.write(`${statement};\n\\echo ${mark}\n`);
		});
	}

	rows = async (query) =>
		JSON.parse(await this.ask(`select coalesce(json_agg(t), '[]') from (${query}) t`));

	async end() {
		await this.queue;
		if (!this.child || this.isGone)
			return;
		this.child.stdin.end();
		await once(this.child, 'exit');
	}
}
