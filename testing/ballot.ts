/** Sheets of an open round as nobody in particular sends them, by whoever holds its keys: what is measured, or broken off, is not the drawing. */
import { constants, createPrivateKey, randomBytes, sign } from 'node:crypto'

/** @param key of a cell, as `survey_secret` keeps it */
export function signedBallot(key: Buffer) {
  const message = randomBytes(64)
  const signing = {
    key: createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    ...{ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 },
  }
  const signature = sign('sha384', message, signing)
  // What is signed blindly is any number below the key's; its first bit is none of theirs.
  const blinded = randomBytes(256)
  blinded[0] = blinded[0]! & 0x7f
  return {
    ballot: { preparedMessage: message.toString('base64url'), signature: signature.toString('base64url') },
    blindedReceipt: blinded.toString('base64url'),
  }
}
