package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/validation"
)

// apiDnssec is what the service answers of a zone's signing.
type apiDnssec struct {
	ServeSignature string   `json:"serveSignature"`
	Keys           []apiKey `json:"keys"`
}

type apiKey struct {
	Name       string `json:"name"`
	Arn        string `json:"arn"`
	Status     string `json:"status"`
	Flags      int    `json:"flags"`
	Algorithm  int    `json:"algorithm"`
	DigestType int    `json:"digestType"`
	KeyTag     int    `json:"keyTag"`
	Digest     string `json:"digest"`
	PublicKey  string `json:"publicKey"`
}

// keySigningKey is aws_route53_key_signing_key (docs/facts/route53.md, DNSSEC).
func keySigningKey() *schema.Resource {
	output := func(kind schema.ValueType) *schema.Schema { return &schema.Schema{Type: kind, Computed: true} }
	return &schema.Resource{
		CreateWithoutTimeout: createKey,
		ReadWithoutTimeout:   readKey,
		UpdateWithoutTimeout: updateKey,
		DeleteWithoutTimeout: deleteKey,
		Importer:             &schema.ResourceImporter{StateContext: schema.ImportStatePassthroughContext},
		Schema: map[string]*schema.Schema{
			"digest_algorithm_mnemonic":  output(schema.TypeString),
			"digest_algorithm_type":      output(schema.TypeInt),
			"digest_value":               output(schema.TypeString),
			"dnskey_record":              output(schema.TypeString),
			"ds_record":                  output(schema.TypeString),
			"flag":                       output(schema.TypeInt),
			"hosted_zone_id":             {Type: schema.TypeString, Required: true, ForceNew: true},
			"key_management_service_arn": {Type: schema.TypeString, Required: true, ValidateFunc: validArn},
			"key_tag":                    output(schema.TypeInt),
			"name": {
				Type: schema.TypeString, Required: true, ForceNew: true,
				ValidateFunc: validation.StringLenBetween(3, 128),
			},
			"public_key":                 output(schema.TypeString),
			"signing_algorithm_mnemonic": output(schema.TypeString),
			"signing_algorithm_type":     output(schema.TypeInt),
			"status": {
				Type: schema.TypeString, Optional: true, Default: "ACTIVE",
				ValidateFunc: validation.StringInSlice([]string{"ACTIVE", "INACTIVE"}, false),
			},
		},
	}
}

func validArn(value any, key string) ([]string, []error) {
	if strings.HasPrefix(value.(string), "arn:") {
		return nil, nil
	}
	return nil, []error{fmt.Errorf("%q (%s) is an invalid ARN: arn: invalid prefix", key, value)}
}

func createKey(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	zone, name := d.Get("hosted_zone_id").(string), d.Get("name").(string)
	id := zone + "," + name
	key := map[string]any{"name": name, "arn": d.Get("key_management_service_arn"), "status": d.Get("status")}
	if _, _, err := call[any](meta.(service), "createKey", zone, key); err != nil {
		return diag.Errorf("creating Route 53 Key Signing Key (%s): %s", id, err)
	}
	d.SetId(id)
	return readKey(ctx, d, meta)
}

func readKey(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	zone, name, _ := strings.Cut(d.Id(), ",")
	found, _, err := call[apiDnssec](meta.(service), "readDnssec", zone)
	if err != nil {
		return diag.Errorf("reading Route 53 Key Signing Key (%s): %s", d.Id(), err)
	}
	for _, key := range found.Keys {
		if key.Name != name {
			continue
		}
		algorithm, digestType := strconv.Itoa(key.Algorithm), strconv.Itoa(key.DigestType)
		return diag.FromErr(setAll(d, map[string]any{
			"digest_algorithm_mnemonic": "SHA-256", "digest_algorithm_type": key.DigestType,
			"digest_value": key.Digest, "flag": key.Flags, "key_tag": key.KeyTag, "public_key": key.PublicKey,
			"dnskey_record":  strconv.Itoa(key.Flags) + " 3 " + algorithm + " " + key.PublicKey,
			"ds_record":      strconv.Itoa(key.KeyTag) + " " + algorithm + " " + digestType + " " + key.Digest,
			"hosted_zone_id": zone, "key_management_service_arn": key.Arn, "name": name, "status": key.Status,
			"signing_algorithm_mnemonic": "ECDSAP256SHA256", "signing_algorithm_type": key.Algorithm,
		}))
	}
	if d.IsNewResource() {
		return diag.Errorf("reading Route 53 Key Signing Key (%s): %s", d.Id(), errNotFound)
	}
	d.SetId("")
	return nil
}

func updateKey(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	if d.HasChange("status") {
		zone, name, _ := strings.Cut(d.Id(), ",")
		doing, function := "deactivating", "deactivateKey"
		if d.Get("status") == "ACTIVE" {
			doing, function = "activating", "activateKey"
		}
		if _, _, err := call[any](meta.(service), function, zone, name); err != nil {
			return diag.Errorf("%s Route 53 Key Signing Key (%s): %s", doing, d.Id(), err)
		}
	}
	return readKey(ctx, d, meta)
}

func deleteKey(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	zone, name, _ := strings.Cut(d.Id(), ",")
	if d.Get("status") == "ACTIVE" {
		_, _, err := call[any](meta.(service), "deactivateKey", zone, name)
		if isRefusal(err, "NoSuchKeySigningKey") {
			return nil
		}
		if err != nil {
			return diag.Errorf("deactivating Route 53 Key Signing Key (%s): %s", d.Id(), err)
		}
	}
	_, _, err := call[any](meta.(service), "deleteKey", zone, name)
	if err == nil || isRefusal(err, "NoSuchHostedZone", "NoSuchKeySigningKey") {
		return nil
	}
	return diag.Errorf("deleting Route 53 Key Signing Key (%s): %s", d.Id(), err)
}

// hostedZoneDnssec is aws_route53_hosted_zone_dnssec (docs/facts/route53.md, DNSSEC).
func hostedZoneDnssec() *schema.Resource {
	return &schema.Resource{
		CreateWithoutTimeout: createSigning,
		ReadWithoutTimeout:   readSigning,
		UpdateWithoutTimeout: updateSigning,
		DeleteWithoutTimeout: deleteSigning,
		Importer:             &schema.ResourceImporter{StateContext: schema.ImportStatePassthroughContext},
		Schema: map[string]*schema.Schema{
			"hosted_zone_id": {Type: schema.TypeString, Required: true, ForceNew: true},
			"signing_status": {
				Type: schema.TypeString, Optional: true, Default: "SIGNING",
				ValidateFunc: validation.StringInSlice([]string{"SIGNING", "NOT_SIGNING"}, false),
			},
		},
	}
}

func createSigning(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	d.SetId(d.Get("hosted_zone_id").(string))
	if err := setSigning(d, meta); err != nil {
		return diag.FromErr(err)
	}
	return readSigning(ctx, d, meta)
}

func readSigning(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	found, isThere, err := call[apiDnssec](meta.(service), "readDnssec", d.Id())
	if err != nil {
		return diag.Errorf("reading Route 53 Hosted Zone DNSSEC (%s): %s", d.Id(), err)
	}
	if !isThere {
		if d.IsNewResource() {
			return diag.Errorf("reading Route 53 Hosted Zone DNSSEC (%s): %s", d.Id(), errNotFound)
		}
		d.SetId("")
		return nil
	}
	return diag.FromErr(setAll(d, map[string]any{"hosted_zone_id": d.Id(), "signing_status": found.ServeSignature}))
}

func updateSigning(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	if d.HasChange("signing_status") {
		if err := setSigning(d, meta); err != nil {
			return diag.FromErr(err)
		}
	}
	return readSigning(ctx, d, meta)
}

func setSigning(d *schema.ResourceData, meta any) error {
	doing, function := "enabling", "enableSigning"
	if d.Get("signing_status") != "SIGNING" {
		doing, function = "disabling", "disableSigning"
	}
	if _, _, err := call[any](meta.(service), function, d.Id()); err != nil {
		return fmt.Errorf("%s Route 53 Hosted Zone DNSSEC (%s): %w", doing, d.Id(), err)
	}
	return nil
}

func deleteSigning(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	_, _, err := call[any](meta.(service), "disableSigning", d.Id())
	if err == nil || isRefusal(err, "DNSSECNotFound", "NoSuchHostedZone") {
		return nil
	}
	return diag.Errorf("disabling Route 53 Hosted Zone DNSSEC (%s): %s", d.Id(), err)
}
