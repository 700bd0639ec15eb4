// sealed.mjs: opens and seals values as the program does (server/base/seal.h), for tests and for
// the demo's simulator, which has to know the links. The keys are those of SEAL_KEYS.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const keys = new Map((process.env.SEAL_KEYS ?? '').split(',').filter(Boolean)
	.map((key) => [key.split(':')[0], Buffer.from(key.split(':')[1], 'base64')]));

export const isSealed = (text) => /^seal:[a-z0-9]+:/.test(text ?? '');

// The value that stands at a place such as "orders.share_url:42"; as it is if never sealed.
export function opened(place, text) {
	if (!isSealed(text))
		return text;
	const [, id, base64] = text.split(':');
	const bytes = Buffer.from(base64, 'base64');
	const cipher = createDecipheriv('aes-256-gcm', keys.get(id), bytes.subarray(0, 12));
	cipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-16));
	return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString();
}

export function sealed(place, plain) {
	const [id, key] = keys.entries().next().value, nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
	const text = Buffer.concat([nonce, cipher.update(plain), cipher.final()]);
	return `seal:${id}:${Buffer.concat([text, cipher.getAuthTag()]).toString('base64')}`;
}
