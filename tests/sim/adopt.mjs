// adopt.mjs: what a simulator that was just started has to know of the demo world, printed as POST
// /control/adopt wants it (see adopt.c).
//
//	node tests/sim/adopt.mjs        wants DATABASE_OWNER_URL, SEAL_KEYS and SIM_PUBLIC_URL
//
// The fixtures' links are invented and the port may be another than last time, so each link of the
// database is first pointed at where the simulator serves pages today. Links are sealed: no
// statement can do that. For the demo world, not for real data.
import { execFileSync } from 'node:child_process';
import { opened, sealed } from '../sealed.mjs';

const site = process.env.SIM_PUBLIC_URL;

function psql(input) {
	const plain = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'];
	return execFileSync('psql', [...plain, process.env.DATABASE_OWNER_URL], {
		encoding: 'utf8', input, maxBuffer: 1 << 28,
		env: { ...process.env, PGOPTIONS: '-c app.sees_all=true -c timezone=UTC' },
	});
}

// A link as it stands in the database, moved to today's simulator.
const moved = (order, column, kind, tail) => {
	const url = opened(`orders.${column}:${order.row}`, order[column]);
	return url && `${site}/${kind}/${url.match(tail)?.[1] ?? ''}`;
};

const { orders } = JSON.parse(psql('\\i tests/sim/adopt.sql\n'));
const updates = [];
for (const order of orders) {
	const now = {
		share_url: moved(order, 'share_url', 'o', /([^/?]+\?bridge_token=[^&]+)$/),
		short_share_url: moved(order, 'short_share_url', 's', /([^/]+)$/),
	};
	for (const [column, url] of Object.entries(now)) {
		const place = `orders.${column}:${order.row}`;
		if (url && url !== opened(place, order[column]))
			updates.push(`update orders set ${column} = '${sealed(place, url)}'
				where id = ${order.row};`);
	}
	order.share_token = now.share_url?.match(/\/o\/([^/?]+)/)?.[1] ?? null;
	order.bridge_token = now.share_url?.match(/bridge_token=([^&]+)/)?.[1] ?? null;
	order.short_code = now.short_share_url?.match(/\/s\/([^/?]+)$/)?.[1] ?? null;
	for (const mine of ['row', 'share_url', 'short_share_url'])
		delete order[mine];
}
psql(updates.join('\n'));
process.stdout.write(JSON.stringify({ orders }));
