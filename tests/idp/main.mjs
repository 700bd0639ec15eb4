// main.mjs: the county's identity provider beside a portal for trying, as ./dev up --sso starts it:
//
//	node tests/idp/main.mjs PORT PORTAL_URL HOOKS_URL
//
// GET /control/rotate gives it another key.
import { countyProvider } from './provider.mjs';

const [port, portal, hooks] = process.argv.slice(2);
await countyProvider({ port: Number(port), portal, hooks });
process.on('SIGTERM', () => process.exit(0));
