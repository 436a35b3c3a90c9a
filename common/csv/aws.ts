/** How a file of AWS is recognised. Its headers are those of Huawei Cloud; only the IDs and a few titles differ. */

// Only one in a million Huawei IDs begins like this, and such a key can still be typed into the form.
const awsId = /^(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}$/;

/** Returns whether the AccessKey ID has the shape that AWS gives its own. */
export function isAwsId(accessKeyId: string): boolean {
  return awsId.test(accessKeyId);
}

/** Returns whether only AWS writes this title. `title` is in its comparable form. */
export function isAwsTitle(title: string): boolean {
  return title === 'consoleloginlink';
}
