package main

import "github.com/hashicorp/terraform-plugin-sdk/helper/schema"

// state is what both SDKs let a provider write.
type state interface {
	Set(string, any) error
}

func setAll(d state, values map[string]any) error {
	for name, value := range values {
		if err := d.Set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// alidnsDomain is alicloud_alidns_domain (docs/facts/alidns.md, zones).
func alidnsDomain() *schema.Resource {
	text := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Optional: true} }
	output := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Computed: true} }
	return &schema.Resource{
		Create:   createAlidnsDomain,
		Read:     readAlidnsDomain,
		Update:   updateAlidnsDomain,
		Delete:   deleteAlidnsDomain,
		Importer: &schema.ResourceImporter{State: schema.ImportStatePassthrough},
		Schema: map[string]*schema.Schema{
			"domain_name":       {Type: schema.TypeString, Required: true, ForceNew: true},
			"group_id":          text(),
			"lang":              text(),
			"remark":            text(),
			"resource_group_id": {Type: schema.TypeString, Optional: true, Computed: true, ForceNew: true},
			"tags":              {Type: schema.TypeMap, Optional: true},
			"domain_id":         output(),
			"group_name":        output(),
			"puny_code":         output(),
			"dns_servers": {
				Type:     schema.TypeSet,
				Computed: true,
				Elem:     &schema.Schema{Type: schema.TypeString},
			},
		},
	}
}

// apiDomain is a domain as the service has it.
type apiDomain struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Settings struct {
		VersionCode string   `json:"versionCode"`
		MinTTL      int      `json:"minTtl"`
		NameServers []string `json:"nameServers"`
		Remark      string   `json:"remark"`
	} `json:"settings"`
}

func createAlidnsDomain(d *schema.ResourceData, meta any) error {
	made, _, err := call[apiDomain](meta.(service), "addDomain", d.Get("domain_name"))
	if err != nil {
		return failed("alicloud_alidns_domain", "AddDomain", err)
	}
	d.SetId(made.Name)
	return updateAlidnsDomain(d, meta)
}

func updateAlidnsDomain(d *schema.ResourceData, meta any) error {
	if d.HasChange("remark") {
		if _, _, err := call[any](meta.(service), "remarkDomain", d.Id(), d.Get("remark")); err != nil {
			return failed(d.Id(), "UpdateDomainRemark", err)
		}
	}
	return readAlidnsDomain(d, meta)
}

func readAlidnsDomain(d *schema.ResourceData, meta any) error {
	found, isThere, err := call[apiDomain](meta.(service), "readDomain", d.Id())
	if err != nil {
		return failed(d.Id(), "DescribeDomainInfo", err)
	}
	if !isThere {
		d.SetId("")
		return nil
	}
	return setAll(d, map[string]any{
		"domain_name": d.Id(), "dns_servers": found.Settings.NameServers, "domain_id": found.ID, "group_id": "",
		"group_name": "", "puny_code": found.Name, "remark": found.Settings.Remark, "resource_group_id": "",
		"tags": map[string]any{},
	})
}

func deleteAlidnsDomain(d *schema.ResourceData, meta any) error {
	_, _, err := call[any](meta.(service), "deleteDomain", d.Id())
	if err == nil || isRefusal(err, "InvalidDomainName.NoExist") {
		return nil
	}
	return failed(d.Id(), "DeleteDomain", err)
}
