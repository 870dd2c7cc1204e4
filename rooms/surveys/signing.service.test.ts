import { createPrivateKey } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { expect, test } from 'vitest'
import { blind, finalize } from './blind.rules.ts'
import { blindSign, isSigned, makeKeyPair } from './signing.service.ts'

/** RFC 9474, appendix A.1: RSABSSA-SHA384-PSS-Randomized with a key of 4096 bits; written in base64url, with the CRT parts of the key computed from it. */
const vector = {
  p: '4fTXo0gC4nxzkqPOoyomKjTcNpG9h_PzENx1ZzSIkwVZwSD9BBAZT7ig2lW9C4EifoQ_3KZpKugOWl1BQRbUgD_KfYww6qrlfkShgW67XFsGBsU2JGx_EZhdcxaEFQtjyaOtnkGwTAtbJ8sYimkshGlrdCqA080Aq4kfJFdEPa3-um1trxCGAr4m1wcYA8ZxBaVCaDjmiJ136EdLKSRM769BjjgbMSBItFfXNBkhMGPGDuew2BggFlhk_vk1I8ljXCIhCVblOo2WMiST_8WNhFNo4kFuB45by10v1ormrPpU-WJ8QuhKnT8ndAF-MuvKBjCKEuzCkMfNEVbczPsjEQ',
  q: 'xgGpyupm3Dg1gntTnbnfb29a53JEaSeAzTNKAGqzU8gGQmtgcYwFJFZQgh05RF06tZHtEKcznxXYP-E_aj37ILlFLGqbQuqmKmjJcN88rbITn4BK2CI9VhCN_eMLp9Nn6bCnqAxP26L9nd5mYfxz_ClHVp0gKfKHD8AtgyWs8oya-hns-WLap5FuIa-tCeti_p8c-Rt33IebeXS0kNPr0ulUJgV_NdCjyfRfeaxyergaUZqLkoWTLZsuXM00flnz8yrZyjWRFefaAIq3QGcHvQ6OGFpe2HWLW6Jm6IKPjYY64TOEYwSik2rXvHyYA4edL8SijmkpHXPb15n4vCODhQ',
  n: 'rsTWmt3HC5kOpmpecGA7b-4nqv69CPLZTL4SUMVW4EepKNY1w_Re6bZtG8YooDusm3w_QW_iDavqjz17S79_ljvjNdIyjWfmwT7kqPlV4Foyg3INPh8TnDjkPgM4rQWKlJXFM3f8Nb5k0gj4m0qnIb9_fT_vg3viqA4Pit8LzR7sW7BARDorJ5L9ylIqdHKu108xoevh7rwfQIZgoFQ9_iqFDxBqYX7GaFVzcC6qohpWQKXcr5t045f6OvGKLxt8A7qRpjNhWN5CDWMYjuFDhm7kFXNdFVt8LYVNeVt7wjbP_XFULfNCNCIaBBPhQtjGE1XMRNRb2pQgSXRVesJwTNi1k_A1pXJLGt9ELnjFQs1EFPzm8SmBgvttjlPO8a39LpDh5N7sUpmb3GwpFE6NUqElIyyMbXXHBuo8wGhBx72jNWjGOmwDgX9yK1D8-JgjfXiKRACGnkTZCjAgkj3GRjiKvMkUMVIV_NG64RscdR_VJEOqyPYBCH2NQnN8GKP6EezUEx7K4BeuChSs_E74W4PBn-0zz9HNYp2ixMCeIis5jhjYIvd7s3jeo8s2C2BeWqWLIO3CnQAKZr0XfGgqF-frEqY-98LkGD4NiY89a_VnuoroT4Tx0jv4uOJhw3KeL6bQe4MuB83dHRT1UyXG-SQmeVcSGQLcGbOzKUi96tU',
  e: 'AQAB',
  d: 'DUMkKu_h-ywT-8ZuILZ4xDNtILGAjFWLbmKtFqKHB3GAsXfh8BsS-cbNbFJjAlfM7yakUTWpkJKHc_O9L8AaMT8drJelHOxxyx_X78et_96wXx-wSBLJJO1_SoJpkl2tiL19z7xO8BAg6_xgyz4ExU-YH9vSc-aaili4zrfC2D-8vW94TQUiAbiKmEgYbypFwNKCaHBzPm_ZqkaYPgpuguNcogpDnF7ntQKpBi4QZkk72t-LSesw2VWO2Fq8evsps8m8ZEGZZUpGdmga9Lq86k5vcf5FZcnBuF2ZhbhOwavxqCCpu-vuDfE5iq4shatYCp8T53Q6_TEI6zIQC4cGSPprwX6KusTTyZJGsfDqn3-Tpd1UWMVtnz-B_yIWs8NoChNZFnPEMZTY5vyT_B43zimGvWKKxICIvHI9j74pOGHKep9Kc-n6Y7G20AdPXeoqYkxSSf862BG2JVspnWvFRRunR38ZxaDbaQw-ZHY5ixSD0QMUr9OLuvbi-9vNYsPKl5ekIMpgNOwKgzYKPuKt9LnUuilzHRMbCZo41qI8xGPbdUYDIRJg6Z0Zr_yQLJFdeFRVSqv2COOsUsGbiqJq4EIkmxey0pZptchZED7lPvm9xzujxrU31cNLbY8DRnHX86imlmzEVD3yI1ZTQxVBQP1zkcfnvgPiQfTs_rh3oFE',
  preparedMessage:
    'hBfmmbIZ1YP7YhauDFPKDpcjRC0C8dGjQpVSfn2SnouPPcb7jEoC9NY1Lt8JB4IsEhCpsy-b3aTEWmmMgAI6prWfjP7F_bs2MxNy6-_trn0',
  inverse:
    'gGgsSJgkB7SJ1T0SYbGeyGJ9ArjNpTNnULjO4zKuJg3lewLXJgnB4OnyjiBA_GW28C1W29aqmvj95lb3BJXftyO6ARc9RwehL92sYoyinz4yNAvY9921V8-Bn2sB5EWtlvh0uiNVhO5x9lgfYtT0O_A_kQ9lEN64Xo7wbH8J2XlKAIvn_yUp8Ou2nezvZGOH3HZ7dJOSZf7AIjqm2E0qihzJEtXKJbThRKuPa6BUtUkQF21XN6LP8BHaQxvV8qDS1muecLOfSwUORcDZwW8C3tqd3y0A8-SwEDfXApzUnC1GqOH8LAwXUgrx9LXiW6OWr8TNYMSUpMQmRIs1tJY1szfPsI58IqObJW3QMsAK3dr7UaYn-ZoOFwQXCsHxkS5J2dsQ7ATBnFj0ICEpc-DLMpUkIjpqpWx5N8Xf_bXZZrbNTLwm8yAd0lyAlgoaERsylHu3iXPSafrH9RhlMJMO0Z9oUHVA7tnhuriwDwDYygmz8Jmq5GGA4E41hL18oFTfGKFQS4nR0WddCWbErhQHvjJc32I88T_xPkootZTVnj6tut9hNu7npZ1qREyetOIZjoqXTyejnrY68smvOHBIi4rarURGdPUSEzrYC5Ig4JFYUhYU8fqt_oUF71e332gTBIYD8N0E9CgBd6ETgPv8hh28vXQY1iFVJI2tX97AmR8',
  blindedMessage:
    'qj7gRRONh0ZpaF_675YsdpSpRQqptP1kZdubO3WlIruSHEwP3N-ulmdZMlUJnP9R9dP9Zej_udOzA2JSprUbbt-z9AOCsrvzTABV5MvMQihQ5YbYTxkM1EmvEdxlVF9f4m_Yl5brh9pL2gxUXzl83f7rVvBuKBNex0_Ud5Sednf282z66P1cHFiYsDucJEz20aT7etHLQ6_16Ay0YvrFQecvZ_ClDxhD0XWe36rpLRqRbT8O-vTWUNtBbDv4q9tUFKeM68l95nZyPLEZ53rqSJ8rv1MMRA68WnXczT6_WkEqXzRrrdYb7liOWRe9zOncM8iC45gmlRsLgnbGIDlxlHBytybpNYFgVv9csRpxyilGR4WEEmu4d6zfhyVfJubMpOCHiAEwdIXTt7uJsolVGotlp6a5PbAQQj0UBuFJyHcxkQMG5eQQtB1NoyNGJOdPkoRRg-Mjz36yRPISppX4hWxnX7w6AhzmSeIsbw0FOp0jiEHPOv3Cc5-ZZypBmuE8F_H4o7wwLsLnuY6MNTiYtxUK2Id-yEHqbksogGTCVP79DQScOtGWv3_6U150WF0BIM5ygDbtUAlC-9XmMywpjx_-vp_2DB4ReydM8MudcMNu5IkVKJluwe0LF46fPAwOYSCIXznozKrbsg8xljeMB7H_ItEASdMDmnqS_n792V0',
  blindSignature:
    'P0p56s1ERfymKKMQ1B4S_NgTxNQ6pO8rgSJpUySNbQCt_ua3nLiL-h-ZJwNp_QY8Aj5e1UZxmwstFD3RvKRrDg5hX-XGPZXFprhzuLULxSSHNU5pw9-_QW56yhjVhCyJtnbv3TgIcAj6WoEBYfzewm8gzPLx5qsPnSu5PgUcuehqmyjFu2L9X1ORN5-IfA9wagi8w7nnUGqvAkhdaIGY9eIu79-Dey3ZGTILF0gsXMVCcbTMtB0mdimz-ET9Y3ULAfUnbHnjNxi7VhoVKssus22L51vOBcnRuU62CRBvOCJvsuD1zVxcOcWd2hZoYt5Ji42S9ry0GvQz1loqwj2ofzl2TLZOeedKj0zk3VZ0gNlnzvrEa26cBkNMNxVjWDQ1ft0s5vEF7qhUrBJsz6PeKqxWB1ZaTl76rF7tSRwzX2_Jfm636c6j4S3jjfsxUiDAo_hFNquy_dcigT4IP-2gEDkaw9j9HNkhK12U5jTmnrzIAMTVxMEJHGSvw3rPVjx_wKbkwIK8VVRPUKeXHz-5fVhT1yw680_9XOEjmYvlNg0QWYIMZqgeHubZwYA7W2Kva8h3Um3yVbbR2DXYyEC-u81swO6RDxfaN8r4SIr7wIOXoZQfzHnnaliIqVs9VAXhP3N76lx41xakjrncCuyN45xLRcaRStSoGFlp9wsa30Y',
  signature:
    'GR6UHFdRDiLSmvrSV95cpDbSMWIh_ocMfLdSBabAccJzWu0Lwkw389W9lgq5eoKaUI-Wa7rteoJkXmXq2vJKtebZQhOSxbFbf5tkDTT-xRKEajEAuA9171EGRgIRjBp30o2Tj278IgQdYBWaUY0958TYQMnGgQlnLXQ9KZ2NJXfvYMGatGPHFrP6dfpW9XNTSdQUpE3xK_DdRKo-EIIqZR7Uyw629Hyb0O8UoDSnrCRR4wQ01RPrIuaLdYeo3ptOY6BZ0FyLIsfFHiz-4ti-9RFBLpPIWaE3Jth8V9G8TC5oqxIVYvg5w6PSM-h-1jxpt-V1JTZ3U_vrzCqYBaKAJln1iIssaRFb-GVVnxDZBsCdBIoNcb_uSzOFc5PsK2nkUUM0ltAsmnkQq7lUMXcgu96eaRCOr8PpC609XKQGbXseSQE_oE6UgQSh3YKxJQnssUbpSMVL2L-15tGBJ80fepPDz58thp1aeIeMA_6Aig15npEL5vJtGNthxIWzA2MdNWg2j8QZhtCKlepqwFkiQMGdeyJBa5yCrmJB4hHdVhDQuqqYIxWPnDK2Yxj1UpSRt-6tyqcYmKY7rJ2V9KpUjV6XVo10T8QpEE4y7dnIdRmJKhmKMNMz1Cdzn_uWB7CS6RCuN3cavyrbn2O8BYv1gGKtRWy5NGeXlbvfzfrV4PI',
  dp: 'FjwSsCWY6xKWCNsHrXSrVsHm3ZPP074EsCcRgntf6R_AqkmFvE2dQAQKCBIhzS0C6PI4mozhknBNYUUF89K8THZ6hYozEhSJCrjUL7lmxHrMiAQGBOWMR333zChuDOgXBLOPlSAfqgwAB1Vr78rTr5_0C_VWwgDNTRPsNZZEx9EEXPIBthVpKoHtroErMsvnOUf-1eSrgswEDZ5eXgkNbRSQ3d7VhisIHH78VUsXwfw_dB4Gf-030xsVrSV2vjPGDD3rhFDBs9ZU7lA9JBEbkOboTkNkAWhXzhY4a-M1OdZUYEn5slfLZ9fcGQVAluAu_Bbwr1YO-1I98rPafG1GEQ',
  dq: 'YyWSD7kvqDW9FYkLZX8dEn9_1USyXLUbGaUE-RB0mw8dk0SRFko2iOtvhLd9ZW4JZ8GaIyyV_KLDlbkEN_6xMMGUkZkQBYHZkoLF227sw0zX5pYm4_LBI8dGUkrOG0sQTUPXr536ntAOjm4-dfIjYbCJuCUVZeu7FXf1UiYbY5hkQbeZoYaOVjnMG7ILw1vKRhUGPPY0HokIoNh_UcXL3-BV8nPuLtQ6L3XeGN7ws-Jby2DHYqbf-4YowO8_ycThEnHye_42l_Fwh7Tt7aGpjlErdaZKt7ij_05imSpHF2aPNRTGxY4cmhR10jvRInNVkgW0H_soS0coXd0LX6mowQ',
  qi: 'lcjulSWA0KWM3ACEFVir7U2c_hSdjr42crhe0WwDKZKiYVy8Gl5kMTbdBdKXWnZ_eEgiB7cAhKcbMg6y6Kaxq3Yj0HZaKEjq6nbPvZnzKYvHX9d6F9taWFg8DoyTTUsH2Ak1mVFBhzEMJuty0Qc_f_Na2YZQSA9AUMqzwrbDo1dsR2YcEzJvA5STKJw2dAKmOgPviLQSumYkHFwE6LjUbaeYa5AkCTvi--mlNjQ30xX01TwZ9uGRj47iG9xrx_Gk1tVeowhPTCdTpR9hyQsayTXylDaLPKexmWnlCpYmR6msYhgTOe1MYCAZcIocU80hl6FCLg9L-0NGBX_5m2gfKg',
}
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

test('the test vector of RFC 9474 comes out on both sides', async () => {
  const { p, q, n, e, d, dp, dq, qi } = vector
  const key = createPrivateKey({ key: { kty: 'RSA', p, q, n, e, d, dp, dq, qi }, format: 'jwk' })
  const der = key.export({ format: 'der', type: 'pkcs8' })
  const signed = blindSign(der, bytes(vector.blindedMessage))
  expect(Buffer.from(signed!).toString('base64url')).toBe(vector.blindSignature)
  const publicKey = { kty: 'RSA', n, e } as const
  const finished = await finalize(publicKey, vector, vector.blindSignature)
  expect(finished).toEqual({ preparedMessage: vector.preparedMessage, signature: vector.signature })
  expect(isSigned(publicKey, bytes(vector.preparedMessage), bytes(vector.signature))).toBe(true)
  expect(isSigned(publicKey, bytes(vector.preparedMessage).reverse(), bytes(vector.signature))).toBe(false)
})

test("what is signed blindly holds for the key that signed it and no other, and the library signs the same bytes as Node's own RSA", async () => {
  const [one, other] = [await makeKeyPair(), await makeKeyPair()]
  const blinded = await blind(one.publicKey)
  const signature = blindSign(one.privateKey, bytes(blinded.blindedMessage))!
  const signed = await finalize(one.publicKey, blinded, Buffer.from(signature).toString('base64url'))
  expect(isSigned(one.publicKey, bytes(signed.preparedMessage), bytes(signed.signature))).toBe(true)
  expect(isSigned(other.publicKey, bytes(signed.preparedMessage), bytes(signed.signature))).toBe(false)
  const imported = await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(one.privateKey),
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    ['sign'],
  )
  const byLibrary = await RSABSSA.SHA384.PSS.Randomized().blindSign(imported, bytes(blinded.blindedMessage))
  expect(Buffer.from(byLibrary).equals(Buffer.from(signature))).toBe(true)
})

test('what is no number below the modulus is not signed, nor what is too short or too long', async () => {
  const { privateKey } = await makeKeyPair()
  for (const length of [255, 257]) expect(blindSign(privateKey, new Uint8Array(length).fill(1))).toBeUndefined()
  expect(blindSign(privateKey, new Uint8Array(256).fill(255))).toBeUndefined()
})
