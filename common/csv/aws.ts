/** What tells that a file is of AWS, whose headers are Huawei Cloud's: only the IDs and a few titles differ. */

// Huawei IDs that begin so are one in a million, and can be typed.
const awsId = /^(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}$/;

/** The AccessKey ID has the shape that AWS gives its own. */
export function isAwsId(accessKeyId: string): boolean {
  return awsId.test(accessKeyId);
}

/** A title, in its comparable form, that only AWS writes. */
export function isAwsTitle(title: string): boolean {
  return title === 'consoleloginlink';
}
