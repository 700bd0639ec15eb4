// people.mjs: who has a county account in the demo world. Groups are those of fixtures/sso.sql; a
// test may add people and change what they are in.
const person = (name, groups) => ({
	name, groups, email_verified: true,
	email: `${name.toLowerCase().replaceAll(' ', '.')}@lakeside.test`,
});

export const people = new Map([
	['farah.haddad', person('Farah Haddad', ['all-staff', 'verify-caseworkers-eastside'])],
	['grace.lin', person('Grace Lin', ['all-staff', 'verify-supervisors'])],
	['pavel.novak', person('Pavel Novak', ['all-staff', 'verify-agents'])],
	['ines.park', person('Ines Park', ['all-staff', 'verify-admins'])],
	['omar.said', person('Omar Said', ['all-staff'])],
]);
