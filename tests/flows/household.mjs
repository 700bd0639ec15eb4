// household.mjs: fills in the household order builder: answers by member, as pairs of its form.
//
// An answer `delivery: 'truv'` or 'agency' is whatever way the addresses allow, as a worker would
// choose it.
import assert from 'node:assert/strict';

// member id → the row's number in the form.
const rowOf = (pairs, member) => {
	const found = pairs.find(([name, value]) =>
		/^rows\.\d+\.member_id$/.test(name) && value === String(member));
	assert.ok(found, `no row for member ${member}`);
	return found[0].split('.')[1];
};

const wayTo = ({ phone, email }) => phone && email ? 'both' : phone ? 'text' : 'email';

// One member's answers as fields of the row; what is not answered stays as the form has it.
function fields(pairs, row, { delivery, ...answers }) {
	const standing = (name) => pairs.find(([one]) => one === `rows.${row}.${name}`)?.[1];
	const { phone = standing('phone'), email = standing('email') } = answers;
	const way = delivery === 'truv' ? wayTo({ phone, email })
		: delivery === 'agency' ? `we_${wayTo({ phone, email })}` : delivery;
	return { wanted: '1', ...(way && { send_by: way }), ...answers };
}

// The pairs with only these members ticked: { [member]: { products, delivery, … } }.
export function answered(pairs, members) {
	let kept = pairs.filter(([name]) => !/^rows\.\d+\.wanted$/.test(name));
	for (const [member, answers] of Object.entries(members)) {
		const row = rowOf(pairs, member);
		for (const [name, value] of Object.entries(fields(pairs, row, answers))) {
			const whole = `rows.${row}.${name}`;
			kept = kept.filter(([one]) => one !== whole);
			kept.push(...[].concat(value).map((one) => [whole, String(one)]));
		}
	}
	return kept;
}
