package main

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/validation"
)

// route53Zone is aws_route53_zone for public zones (docs/facts/route53.md, zones).
func route53Zone() *schema.Resource {
	output := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Computed: true} }
	return &schema.Resource{
		CreateWithoutTimeout: createHostedZone,
		ReadWithoutTimeout:   readHostedZone,
		UpdateWithoutTimeout: updateHostedZone,
		DeleteWithoutTimeout: deleteHostedZone,
		Importer:             &schema.ResourceImporter{StateContext: schema.ImportStatePassthroughContext},
		Schema: map[string]*schema.Schema{
			"name": {
				Type:         schema.TypeString,
				Required:     true,
				ForceNew:     true,
				StateFunc:    func(name any) string { return strings.TrimSuffix(name.(string), ".") },
				ValidateFunc: validation.StringLenBetween(1, 1024),
			},
			"comment": {
				Type:         schema.TypeString,
				Optional:     true,
				Default:      "Managed by Terraform",
				ValidateFunc: validation.StringLenBetween(0, 256),
			},
			"delegation_set_id":   {Type: schema.TypeString, Optional: true, ForceNew: true},
			"force_destroy":       {Type: schema.TypeBool, Optional: true, Default: false},
			"arn":                 output(),
			"primary_name_server": output(),
			"zone_id":             output(),
			"name_servers": {
				Type:     schema.TypeList,
				Computed: true,
				Elem:     &schema.Schema{Type: schema.TypeString},
			},
		},
	}
}

// apiHostedZone is a zone as the service has it.
type apiHostedZone struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Records  int    `json:"records"`
	Settings struct {
		NameServers []string `json:"nameServers"`
		Remark      string   `json:"remark"`
	} `json:"settings"`
}

func createHostedZone(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	made, _, err := call[apiHostedZone](meta.(service), "createZone", d.Get("name"), d.Get("comment"))
	if err != nil {
		return diag.Errorf("creating Route53 Hosted Zone: %s", err)
	}
	d.SetId(made.ID)
	return readHostedZone(ctx, d, meta)
}

func readHostedZone(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	found, isThere, err := call[apiHostedZone](meta.(service), "readZone", d.Id())
	if err != nil {
		return diag.Errorf("reading Route53 Hosted Zone (%s): %s", d.Id(), err)
	}
	if !isThere && !d.IsNewResource() {
		d.SetId("")
		return nil
	}
	if !isThere {
		return diag.Errorf("reading Route53 Hosted Zone (%s): %s", d.Id(), errNotFound)
	}
	servers := found.Settings.NameServers
	return diag.FromErr(setAll(d, map[string]any{
		"name": found.Name, "comment": found.Settings.Remark, "delegation_set_id": "", "zone_id": found.ID,
		"arn": "arn:aws:route53:::hostedzone/" + found.ID, "primary_name_server": servers[0],
		"name_servers": slices.Sorted(slices.Values(servers)),
	}))
}

func updateHostedZone(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	if d.HasChange("comment") {
		if _, _, err := call[any](meta.(service), "commentZone", d.Id(), d.Get("comment")); err != nil {
			return diag.Errorf("updating Route53 Hosted Zone (%s) comment: %s", d.Id(), err)
		}
	}
	return readHostedZone(ctx, d, meta)
}

func deleteHostedZone(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	if d.Get("force_destroy").(bool) {
		if err := deleteAll(d.Id(), d.Get("name").(string), meta.(service)); err != nil {
			return diag.Errorf("while force deleting Route53 Hosted Zone (%s), deleting records: %s", d.Id(), err)
		}
	}
	_, _, err := call[any](meta.(service), "deleteZone", d.Id())
	if err == nil || isRefusal(err, "NoSuchHostedZone") {
		return nil
	}
	return diag.Errorf("deleting Route53 Hosted Zone (%s): %s", d.Id(), err)
}

// deleteAll deletes every record but the NS and the SOA of the zone itself.
func deleteAll(id, name string, s service) error {
	sets, _, err := call[[]apiRecordSet](s, "listRecordSets", id)
	if err != nil {
		return err
	}
	changes := []change{}
	for _, set := range sets {
		set.Name = strings.TrimSuffix(set.Name, ".")
		if set.Name == name && (set.Type == "NS" || set.Type == "SOA") {
			continue
		}
		changes = append(changes, change{"DELETE", set})
	}
	if len(changes) == 0 {
		return nil
	}
	_, _, err = call[any](s, "changeRecordSets", id, "delete", changes)
	return err
}
