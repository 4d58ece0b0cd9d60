/** An RSA key of 2048 bits that was made for these tests, and an Ed25519 key. */
export const RSA_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmjVScPCvS8i1fPIWssAe0YsfKk+SUIE5/EC4KmA2n7lo1Wmio6B8ta8fSw77QlUGtjmpxrwoZR/yARtGeyjKwwjxUFfdfLMv5TZaZTwGGfTLPzYuOYPAVVjBpvRs32PQ5aqLFqaRdRsMxUCoOZzEABjFE0IupjJPP5asNRfoZ1dTYrFuNlxkpU3+sxO/YDhLnC+og2/X2nmnAfrsN1n+hqr+3tkZezBb29DPK3IK8C8aCE+laEw9FXnpAvb3DoJyCqVmcrC5yR+guTo7y/5Zobmrhrdb9kfg2PMiKrp7PB2JszJQ+bh7HCLN3zvkzqJLkbhA/a/sFRGcyWQrxivurwIDAQAB";

export const ED25519_KEY = "LtvYSALLfdEG4eeTwXiR/g3tILK3/U0MOwvtrbS+dsw=";
